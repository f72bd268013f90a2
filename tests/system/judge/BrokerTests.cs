using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Events;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>What the broker gives, and what it does not.</summary>
internal static class BrokerTests
{
    public static void Run(Verdict verdict)
    {
        verdict.Check("TheBrokerConnectsWithWhoOffers", WritesToTheLog);
        verdict.Check("WhoWatchesTheLogHearsOfLines", WatchesTheLog);
        verdict.Check("WhoEndsTooOftenIsGivenUp", GivesUp);
        verdict.Check("ServicesAreSpreadOverTheCores", IsSpread);
        verdict.Check("WhatNobodyOffersIsNotThere", () => Service.Find(BrokerContract.ExpectedHash, out _) == Status.NotSupported);
        verdict.Check("WhatTheManifestDoesNotNameIsNotPermitted", () => Service.Find(QuestionContract.ExpectedHash, out _) == Status.NotPermitted);
        verdict.Check("NobodyEndsTheMachineWhoMayNot", CannotEndTheMachine);
        verdict.Check("NobodyPermitsWhoDoesNotDecide", CannotPermit);
        verdict.Check("NobodyIntroducesProgramsWhoMayNotStartThem", CannotIntroduce);
    }

    /// <summary>Reads back what it wrote, which has its own badge.</summary>
    private static bool WritesToTheLog()
    {
        if (Service.Find(LogContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok || LogClient.Connect(endpoint, out LogClient log) != Status.Ok) return false;
        byte[] text = new byte[4096];
        bool isThere = log.Write(LogLevel.Information, "the judge was here"u8) == Status.Ok && log.Read(0, text, out int bytes, out ulong next) == Status.Ok
            && next == 1 && MemoryMarshal.Read<LogLine>(text).Source != 0 && text.AsSpan(0, bytes).EndsWith("the judge was here"u8);
        log.Dispose();
        _ = Kernel.Release(endpoint);
        return isThere;
    }

    private static bool WatchesTheLog()
    {
        if (Service.Find(LogContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok || LogClient.Connect(endpoint, out LogClient log) != Status.Ok
            || Subscription<LogEvents>.Create(out Subscription<LogEvents> news) != Status.Ok)
            return false;
        bool hears = log.Watch(news.Subscriber) == Status.Ok && news.Wait(out _, 0) == Status.WouldBlock
            && log.Write(LogLevel.Trace, "news"u8) == Status.Ok && news.Wait(out LogEvents happened, 0) == Status.Ok && happened == LogEvents.Written;
        news.Dispose();
        log.Dispose();
        _ = Kernel.Release(endpoint);
        return hears;
    }

    /// <summary>Its manifest allows it two more starts.</summary>
    private static bool GivesUp() => SubjectProcess.Until(() => With(broker => Find(broker, "given-up"u8) is { State: ServiceState.GivenUp, Starts: 3 }));

    private static ServiceInfo Find(BrokerClient broker, ReadOnlySpan<byte> name)
    {
        foreach (ServiceInfo service in All(broker))
            if (((ReadOnlySpan<byte>)service.Name).StartsWith(name)) return service;
        return default;
    }

    private static bool IsSpread() => With(static broker =>
    {
        byte most = 0;
        foreach (ServiceInfo service in All(broker)) most = Math.Max(most, service.Core);
        return most > 0 == Startup.Block.CoreCount > 1;
    });

    private static ServiceInfo[] All(BrokerClient broker)
    {
        var services = new ServiceInfo[16];
        _ = broker.ListServices(0, services, out uint count);
        return services.AsSpan(0, (int)count).ToArray();
    }

    private static bool CannotEndTheMachine() => With(static broker => broker.ShutDown(0) == Status.NotPermitted && broker.Restart() == Status.NotPermitted
        && broker.EndService(1) == Status.NotPermitted);

    private static bool CannotPermit() => With(static broker => broker.Permit(1, LogContract.ExpectedHash, false) == Status.NotPermitted
        && broker.TellClient(1, LogContract.ExpectedHash, new byte[32], out _, out _, out _) == Status.NotPermitted);

    private static bool CannotIntroduce() => With(static broker => broker.Introduce("subject"u8, out _, out _) == Status.NotPermitted
        && broker.Dismiss(64) == Status.BadArgument);

    /// <summary>Asks the broker something.</summary>
    public static bool With(Func<BrokerClient, bool> ask)
    {
        if (Service.OpenBroker(out BrokerClient broker) != Status.Ok) return false;
        bool answer = ask(broker);
        broker.Dispose();
        return answer;
    }
}
