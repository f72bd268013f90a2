using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>What a program that nobody trusts may use: what its manifest names and the user allows. The answerer is the user.</summary>
internal static class PermissionTests
{
    public static void Run(Verdict verdict)
    {
        verdict.Check("WhatTheUserDeniesIsNotPermitted", () => Finds(QuestionContract.ExpectedHash, Status.NotPermitted));
        verdict.Check("WhatTheUserAllowsIsPermitted", () => Finds(LogContract.ExpectedHash, Status.Ok));
        verdict.Check("WhatTheManifestDoesNotNameIsNotEvenAskedFor", () => Finds(Diesis.Contracts.Broker.BrokerContract.ExpectedHash, Status.NotPermitted));
        verdict.Check("WhyItIsPermittedCanBeTold", TellsWhy);
        verdict.Check("AStoredAnswerIsNotAskedForAgain", KeepsAnAnswer);
    }

    private static bool Finds(ulong contract, Status expected) => SubjectProcess.Run(SubjectTask.Find, contract) == (ulong)expected;

    private static bool TellsWhy()
    {
        uint process = SubjectProcess.Start(SubjectTask.StartAnother);
        ulong badge = SubjectProcess.InfoOf(process).Badge;
        byte[] text = new byte[240];
        uint bytes = 0;
        bool isTold = SubjectProcess.Until(() => BrokerTests.With(broker => broker.Why(badge, ProcessesContract.ExpectedHash, text, out bytes) == Status.Ok));
        return SubjectProcess.Processes.KillTree(process) == Status.Ok && isTold
            && text.AsSpan(0, (int)bytes).SequenceEqual("granted by init, manifest of subject, line 16, permitted by the user when asked; processes offers it"u8);
    }

    /// <summary>The answerer would deny it; who is trusted has said otherwise before.</summary>
    private static bool KeepsAnAnswer()
    {
        if (Service.Find(PermissionsContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok
            || PermissionsClient.Connect(endpoint, out PermissionsClient permissions) != Status.Ok)
            return false;
        bool isSet = permissions.SetAnswer("subject"u8, QuestionContract.ExpectedHash, true) == Status.Ok;
        permissions.Dispose();
        _ = Kernel.Release(endpoint);
        return isSet && Finds(QuestionContract.ExpectedHash, Status.Ok);
    }
}
