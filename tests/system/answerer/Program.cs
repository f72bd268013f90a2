using System;
using Diesis.Abi;
using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Answers the permission service's questions: the log always, processes this time, anything else never.</summary>
internal static class Program
{
    private sealed class User : IQuestion
    {
        public Status Ask(ReadOnlySpan<byte> program, ulong subject, out Answer answer)
        {
            answer = subject == LogContract.ExpectedHash ? Answer.AlwaysAllow : subject == ProcessesContract.ExpectedHash ? Answer.Allow : Answer.AlwaysDeny;
            return Status.Ok;
        }
    }

    private static int Main()
    {
        var user = new User();
        return (int)QuestionServer.Run(Service.EndpointFor(QuestionContract.ExpectedHash), ref user);
    }
}
