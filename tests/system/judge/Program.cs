using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>
/// Dies in several ways, one after the other; what its instances leave to each other is what the last one judges by. The system is there for its sake.
/// </summary>
internal static class Program
{
    private const int Deaths = 3;

    private static int Main()
    {
        Span<ulong> state = StateBlock.Map();
        if (state.IsEmpty) return Report(state);
        int instance = (int)state[0]++;
        state[1 + 2 * instance] = Startup.Block.ImageStart;
        state[2 + 2 * instance] = Startup.Block.StackStart;
        switch (instance)
        {
            case 0: return (new int[2])[instance + 2];
            case 1: return 7;
            case 2: return Overflow(1);
            default: return Report(state);
        }
    }

    /// <summary>Down the stack, to the page below that is none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Overflow(int depth) => depth == 0 ? 0 : Overflow(depth + 1) + depth;

    private static int Report(ReadOnlySpan<ulong> state)
    {
        int passed = 0, failed = 0;
        Check("AServiceThatDiesIsStartedAgainWithItsState", !state.IsEmpty && state[0] == Deaths + 1, ref passed, ref failed);
        Check("EachInstanceIsSomewhereElse", AreDistinct(state), ref passed, ref failed);
        Check("AServiceHasNothingThatItWasNotGiven", HasNothing(in Startup.Block), ref passed, ref failed);
        Check("TheBrokerConnectsWithWhoOffers", WritesToTheLog(), ref passed, ref failed);
        Check("WhatNobodyOffersIsNotThere", Service.Find(ProcessesContract.ExpectedHash, out _) == Status.NotSupported, ref passed, ref failed);
        Check("WhatTheManifestDoesNotNameIsNotPermitted", Service.Find(PermissionsContract.ExpectedHash, out _) == Status.NotPermitted, ref passed, ref failed);
        Console.WriteLine($"[test] done {passed} passed, {failed} failed");
        return failed;
    }

    private static bool AreDistinct(ReadOnlySpan<ulong> state)
    {
        if (state.IsEmpty) return false;
        for (int i = 0; i <= Deaths; i++)
        {
            for (int before = 0; before < i; before++)
                if (state[1 + 2 * i] == state[1 + 2 * before] || state[2 + 2 * i] == state[2 + 2 * before]) return false;
        }
        return true;
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

    private static bool HasNothing(ref readonly StartBlock block)
        => block.DeviceMemory.IsNone && block.Ports.IsNone && block.Interrupts.IsNone && block.Module.IsNone && block.Archive.IsNone
            && block.Budgets[0].IsNone && block.Times[0].IsNone && Startup.Gifts.Length == 2
            && Kernel.PowerOff(block.System, 1) == Status.NotPermitted;

    private static void Check(string name, bool holds, ref int passed, ref int failed)
    {
        Console.WriteLine($"[test] begin SystemTests.{name}");
        Console.WriteLine(holds ? $"[test] pass SystemTests.{name}" : $"[test] fail SystemTests.{name}: it does not hold");
        if (holds) passed++;
        else failed++;
    }
}
