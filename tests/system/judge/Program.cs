using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>
/// Dies in several ways, one after the other; what its instances leave to each other is what the last one judges by. Then it judges the other services. The system is there
/// for its sake.
/// </summary>
internal static class Program
{
    private const int Deaths = 3;

    private static int Main()
    {
        if (!Service.TryMapState(out StateMemory state)) return 1;
        Span<ulong> words = StateBlock.WordsOf(state);
        int instance = (int)words[0]++;
        words[1 + 2 * instance] = Startup.Block.ImageStart;
        words[2 + 2 * instance] = Startup.Block.StackStart;
        switch (instance)
        {
            case 0: return (new int[2])[instance + 2];
            case 1: return 7;
            case 2: return Overflow(1);
            default: return Judge(state);
        }
    }

    /// <summary>Down the stack, to the page below that is none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Overflow(int depth) => depth == 0 ? 0 : Overflow(depth + 1) + depth;

    private static int Judge(StateMemory state)
    {
        var verdict = new Verdict();
        verdict.Check("AServiceThatDiesIsStartedAgainWithItsState", () => StateBlock.WordsOf(state)[0] == Deaths + 1);
        verdict.Check("EachInstanceIsSomewhereElse", () => AreDistinct(StateBlock.WordsOf(state)));
        verdict.Check("AServiceHasNothingThatItWasNotGiven", () => HasNothing(in Startup.Block));
        BrokerTests.Run(verdict);
        ProcessTests.Run(verdict);
        PermissionTests.Run(verdict);
        PagerTests.Run(verdict);
        StreamTests.Run(verdict);
        CoreTests.Run(verdict);
        return verdict.Close();
    }

    private static bool AreDistinct(ReadOnlySpan<ulong> words)
    {
        for (int i = 0; i <= Deaths; i++)
        {
            for (int before = 0; before < i; before++)
                if (words[1 + 2 * i] == words[1 + 2 * before] || words[2 + 2 * i] == words[2 + 2 * before]) return false;
        }
        return true;
    }

    private static bool HasNothing(ref readonly StartBlock block)
        => block.DeviceMemory.IsNone && block.Ports.IsNone && block.Interrupts.IsNone && block.Module.IsNone && block.Archive.IsNone
            && block.Budgets[0].IsNone && block.Times[0].IsNone && Startup.Gifts.Length == 2
            && Kernel.PowerOff(block.System, 1) == Status.NotPermitted && Kernel.Restart(block.System) == Status.NotPermitted;
}
