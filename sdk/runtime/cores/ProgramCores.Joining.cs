using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.GarbageCollection;
using Internal.Runtime.Threading;

namespace Diesis;

// How the program comes to its other cores.
// SAFETY: threads are listed, under the heap's lock, as long as their blocks are there.
public static unsafe partial class ProgramCores
{
    /// <summary>
    /// Makes a process on each of the other cores, and has all know what all use. This happens once; a core that cannot be had now is left out, and those
    /// behind it.
    /// </summary>
    private static void Join()
    {
        if (_haveTried) return;
        LockWord.Enter(ref _joining);
        // Those of the first core alone can be here: others do not exist yet.
        if (!_haveTried)
        {
            while (_joined < _count && TryJoin(_joined)) _joined++;
            _count = _joined;
            _haveTried = true;
        }
        LockWord.Exit(ref _joining);
    }

    private static bool TryJoin(int core)
    {
        if (!FaultReporter.IsThere
            || Kernel.CreateProcess(_cores[core].Budget.On(0), Startup.Block.Space, out Handle<Process> process) != Status.Ok)
            return false;
        _cores[core].Process = new(process);
        return TryIntroduce(core) && CoreKeeper.TryStart(core);
    }

    /// <summary>Has a core know all that came before it, and those know it.</summary>
    private static bool TryIntroduce(int core)
    {
        for (int other = 0; other <= core; other++)
        {
            ref Core known = ref _cores[other];
            if (!known.Process.TryShareWith(core) || !known.Budget.TryShareWith(core) || !known.Time.TryShareWith(core)) return false;
        }
        for (int other = 1; other < core; other++)
        {
            ref Core joining = ref _cores[core];
            if (!joining.Process.TryShareWith(other) || !joining.Budget.TryShareWith(other) || !joining.Time.TryShareWith(other)) return false;
        }
        return _space.TryShareWith(core) && (_system.Here.IsNone || _system.TryShareWith(core)) && FaultReporter.TryShareWith(core)
            && DiesisHeapPlatform.TryShareWith(core) && DiesisThreadPlatform.TryShareLocksWith(core) && TryIntroduceThreads(core);
    }

    /// <summary>Those of the first core: whoever collects on another stops them.</summary>
    private static unsafe bool TryIntroduceThreads(int core)
    {
        Allocator.Lock.Enter();
        bool areKnown = true;
        for (var thread = ThreadList.First; areKnown && thread != null; thread = thread->Next)
            areKnown = thread->Platform.Thread.TryShareWith(core) && thread->Platform.Wake.TryShareWith(core);
        Allocator.Lock.Exit();
        return areKnown;
    }

    /// <summary>Ends the processes of all cores but the first, and with them their threads.</summary>
    internal static void EndOthers(ulong status)
    {
        for (int core = 1; core < _joined; core++) _ = Kernel.EndProcess(ProcessOn(core), status);
    }
}
