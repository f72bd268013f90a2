using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>
/// Threads that have ended or are about to, with what is left of them. Their handles on each core are given up by that core's keeper; the block goes from
/// core to core for that, and at last to the core that made it, where its stack is used again.
/// </summary>
// SAFETY: a block here is nobody else's, and its memory stays until this gives it back.
internal static unsafe class EndedThreads
{
    /// <summary>Addresses of blocks that lead to the next one's.</summary>
    [InlineArray(ProgramCores.Most)]
    private struct Lists { private nint _first; }

    private static Lists _known;
    private static Lists _forgotten;

    /// <summary>Has it looked after as soon as it is made: then it can end at any time.</summary>
    public static bool TryWatch(ThreadBlock* thread)
    {
        int first = NextKnowing(thread, 0);
        return first == ProgramCores.Joined || CoreKeeper.TryTellOfEnd(thread->Platform.Thread.Here, first);
    }

    /// <summary>The thread that calls: it does nothing afterwards but end.</summary>
    public static void Add(ThreadBlock* self)
    {
        int first = NextKnowing(self, 0);
        if (first == ProgramCores.Joined) Push(ref _forgotten[self->Platform.Maker], self);
        else Push(ref _known[first], self);
    }

    /// <summary>By the keeper of a core: gives up its handles to threads that have ended.</summary>
    public static void Forget(int core)
    {
        var block = TakeAll(ref _known[core]);
        while (block != null)
        {
            var next = block->Platform.NextEnded;
            // Of those that are about to end the kernel tells later.
            if (!HasEnded(block)) Push(ref _known[core], block);
            else Forget(block, core);
            block = next;
        }
    }

    private static void Forget(ThreadBlock* thread, int core)
    {
        thread->Platform.Thread.ReleaseHere();
        thread->Platform.Wake.ReleaseHere();
        int next = NextKnowing(thread, core + 1);
        if (next == ProgramCores.Joined)
        {
            Push(ref _forgotten[thread->Platform.Maker], thread);
            return;
        }
        Push(ref _known[next], thread);
        CoreKeeper.Wake(next);
    }

    /// <summary>Gives back what threads had that this core has made and all others have forgotten, but for one stack of the size, if there is one.</summary>
    public static ThreadBlock* TryReuse(nuint stackBytes)
    {
        ThreadBlock* reused = null;
        ref nint list = ref _forgotten[ProgramCores.Current];
        var block = TakeAll(ref list);
        while (block != null)
        {
            var next = block->Platform.NextEnded;
            // Until the kernel says so, it may still run on its stack.
            if (!HasEnded(block)) Push(ref list, block);
            else
            {
                block->Platform.ReleaseKernelsPart();
                ThreadMemory memory = block->Platform.Memory;
                if (reused != null || !memory.IsFor(stackBytes)) memory.Release();
                else reused = block;
            }
            block = next;
        }
        if (reused != null) ThreadMemory.Renew(reused);
        return reused;
    }

    /// <summary>The first core from one on that has handles to a thread and did not make it; the number of cores when there is none.</summary>
    private static int NextKnowing(ThreadBlock* thread, int from) => from == thread->Platform.Maker ? from + 1 : from;

    private static bool HasEnded(ThreadBlock* thread)
    {
        const ulong endedBit = 1UL << 63;
        return Kernel.Query(thread->Platform.Thread.Here, out ObjectInfo info) == Status.Ok && (info.Detail0 & endedBit) != 0;
    }

    private static ThreadBlock* TakeAll(ref nint list) => (ThreadBlock*)Interlocked.Exchange(ref list, 0);

    private static void Push(ref nint list, ThreadBlock* thread)
    {
        nint before;
        do
        {
            before = Volatile.Read(ref list);
            thread->Platform.NextEnded = (ThreadBlock*)before;
        }
        while (Interlocked.CompareExchange(ref list, (nint)thread, before) != before);
    }
}
