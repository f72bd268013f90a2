using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Services;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>Programs whose manifests ask for several cores.</summary>
internal static class CoreTests
{
    /// <summary>With their memory of each, more than a core has: it has to come back.</summary>
    private const int Ends = 20;

    public static void Run(Verdict verdict)
    {
        verdict.Check("AServiceHasThreadsOnAsManyCoresAsItsManifestAsksFor", RunsOnSeveralCores);
        verdict.Check("WhatItHasOnOtherCoresComesBackWhenItEnds", ComesBack);
    }

    private static bool RunsOnSeveralCores()
    {
        if (Service.Find(SpreadName.Value, out Handle<Endpoint> endpoint) != Status.Ok) return false;
        bool does = RunsOnSeveralCores(endpoint);
        _ = Kernel.Release(endpoint);
        return does;
    }

    private static bool RunsOnSeveralCores(Handle<Endpoint> endpoint)
    {
        if (SpreadClient.Connect(endpoint, out SpreadClient spread) != Status.Ok) return false;
        uint expected = Math.Min(SpreadName.Cores, Startup.Block.CoreCount);
        bool does = spread.Run(out uint cores, out ulong used) == Status.Ok && cores == expected && used == (1UL << (int)expected) - 1;
        spread.Dispose();
        return does;
    }

    private static bool ComesBack()
    {
        if (Service.Find(SpreadName.Value, out Handle<Endpoint> endpoint) != Status.Ok) return false;
        for (int i = 0; i < Ends; i++)
        {
            if (SpreadClient.Connect(endpoint, out SpreadClient spread) != Status.Ok || spread.End() != Status.PeerClosed) return false;
            spread.Dispose();
        }
        bool does = RunsOnSeveralCores(endpoint);
        _ = Kernel.Release(endpoint);
        return does;
    }
}
