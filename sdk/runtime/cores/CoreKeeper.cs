using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>
/// A thread on each core that does there what only that core's process can: it gives up the handles to threads that have ended, and ends the process when
/// the program's first one has ended. It knows no objects. On the first core the <see cref="FaultReporter"/> is it.
/// </summary>
/// <remarks>
/// The kernel tells one who asks of a thread's end. So each keeper asks for the end of the one before it, whose core ends with it.
/// </remarks>
// SAFETY: blocks of keepers stay until the program's end.
internal static unsafe class CoreKeeper
{
    private const nuint StackBytes = 64 << 10;

    private const ulong ThreadEndedBit = 1, KeeperEndedBit = 2;

    [InlineArray(ProgramCores.Most)]
    private struct Notifications { private SharedHandle<Notification> _first; }

    /// <summary>What each of them waits at.</summary>
    private static Notifications _wakes;

    /// <summary>As the first core knows the one that joined last.</summary>
    private static Handle<Thread> _last;

    /// <summary>Has the thread that hears of faults be that of the first core.</summary>
    public static bool TryMakeFirst(ThreadBlock* block)
    {
        _last = block->Platform.Thread.Here;
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> wake) != Status.Ok) return false;
        _wakes[0] = new(wake);
        return Kernel.BindNotification(_last, wake) == Status.Ok;
    }

    /// <summary>Starts that of a core which is about to join.</summary>
    public static bool TryStart(int core)
    {
        var block = DiesisThreadPlatform.TryMakeOn(core, StackBytes);
        if (block == null || Kernel.CreateNotification(ProgramCores.BudgetOf(core), out Handle<Notification> wake) != Status.Ok) return false;
        _wakes[core] = new(wake);
        for (int other = 1; other <= core; other++)
            if (!_wakes[core].TryShareWith(other) || other < core && !_wakes[other].TryShareWith(core)) return false;
        if (!_wakes[0].TryShareWith(core) || Kernel.NotifyOfEnd(_last, wake, KeeperEndedBit) != Status.Ok) return false;
        _last = block->Platform.Thread.Here;
        return ThreadStack.Start(_last, (ulong)block->StackEnd, &Run, (ulong)block) == Status.Ok;
    }

    /// <summary>Has a thread's end told to the keeper of a core.</summary>
    public static bool TryTellOfEnd(Handle<Thread> thread, int core) => Kernel.NotifyOfEnd(thread, _wakes[core].Here, ThreadEndedBit) == Status.Ok;

    /// <summary>Has the keeper of a core look at what has ended.</summary>
    public static void Wake(int core) => _ = Kernel.Signal(_wakes[core].Here, ThreadEndedBit);

    private static void Run(ulong block)
    {
        _ = Kernel.SetThreadPointer(block);
        int core = ((ThreadBlock*)block)->Platform.Core;
        while (Kernel.Wait(_wakes[core].On(core), IThreadPlatform.Never, out ulong bits) == Status.Ok && (bits & KeeperEndedBit) == 0) EndedThreads.Forget(core);
        _ = Kernel.EndProcess(ProgramCores.ProcessOn(core), 0);
    }
}
