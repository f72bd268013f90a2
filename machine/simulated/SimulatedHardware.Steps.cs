using System;

namespace Diesis.Machines.Simulated;

/// <summary>The steps that cores take, and who takes the next. Before every one another core may come first.</summary>
public sealed unsafe partial class SimulatedHardware
{
    /// <summary>A place where other cores may act.</summary>
    internal void Step(SimulatedCore core)
    {
        if (_isOver) return;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Now += 1 + (ulong)_random.Below(8);
        Meddle();
        try
        {
            Invariant?.Invoke();
        }
        finally
        {
            core.OwnAllocations += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        if (History.Length > MostSteps) throw new InvalidOperationException("the history does not come to an end");
        if (core.State == CoreState.Busy && !_random.OneIn(_switchOneIn)) return;
        SwitchFrom(core);
    }

    internal void Publish(SimulatedCore core, ref ulong word, ulong value)
    {
        Step(core);
        long before = GC.GetAllocatedBytesForCurrentThread();
        fixed (ulong* pointer = &word)
        {
            _words.Publish(core.Number.Value, pointer, value);
            History.Add(core.Number, Act.Publishes, PlaceOf(pointer), value);
        }
        if (CoreCount == 1) _words.RevealAll(0);
        core.OwnAllocations += GC.GetAllocatedBytesForCurrentThread() - before;
        // What is written too late, after the word that announces it, is found only by who looks at once.
        if (_random.OneIn(4)) Step(core);
    }

    internal ulong Observe(SimulatedCore core, ref readonly ulong word)
    {
        Step(core);
        fixed (ulong* pointer = &word)
        {
            ulong value = _words.Observe(core.Number.Value, pointer, out bool isOld);
            History.Add(core.Number, isOld ? Act.ObservesOld : Act.Observes, PlaceOf(pointer), value);
            return value;
        }
    }

    internal void ClearPage(ulong* page)
    {
        new Span<ulong>(page, (int)(Page.Size / sizeof(ulong))).Clear();
        _words.Forget(page);
    }

    internal void Fence(SimulatedCore core)
    {
        Step(core);
        History.Add(core.Number, Act.Fences);
        _words.RevealAll(core.Number.Value);
    }

    internal void RingBell(SimulatedCore core, CoreNumber target)
    {
        Step(core);
        History.Add(core.Number, Act.RingsBell, value: (ulong)target.Value);
        _words.RevealAll(core.Number.Value);
        Ring(_cores[target.Value]);
    }

    /// <summary>A core computes in user mode for so long, or until it is interrupted.</summary>
    /// <returns>How long.</returns>
    public ulong Compute(SimulatedCore core, ulong ns)
    {
        ulong interrupt = Math.Max(core.NextInterrupt, Now), time = Math.Min(ns, interrupt - Now);
        Now += time;
        Step(core);
        return time;
    }

    /// <summary>Waits until an interrupt is there. Returns without waiting if one is.</summary>
    internal void AwaitInterrupt(SimulatedCore core)
    {
        while (!core.IsInterrupted(Now))
        {
            if (_isOver) throw new HistoryOver();
            core.State = CoreState.Waiting;
            History.Add(core.Number, Act.Waits);
            Step(core);
            core.State = CoreState.Busy;
        }
    }

    /// <summary>Takes the interrupts that are there.</summary>
    internal (bool Bell, bool Timer) TakeInterrupts(SimulatedCore core)
    {
        Step(core);
        bool bell = core.BellDue <= Now, timer = core.TimerDue <= Now;
        if (bell)
        {
            core.BellDue = null;
            History.Add(core.Number, Act.HearsBell);
        }
        if (timer)
        {
            core.TimerDue = null;
            History.Add(core.Number, Act.HearsTimer);
        }
        return (bell, timer);
    }

    private void SwitchFrom(SimulatedCore core)
    {
        SimulatedCore? next = Choose();
        if (ReferenceEquals(next, core)) return;
        long before = GC.GetAllocatedBytesForCurrentThread();
        PassOn(next);
        AwaitBaton(core);
        History.Add(core.Number, Act.GoesOn);
        core.OwnAllocations += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>One of the cores that can go on; when all wait, the time passes until one can.</summary>
    /// <returns>Null when none ever will.</returns>
    private SimulatedCore? Choose()
    {
        int ready = CountReady();
        if (ready == 0)
        {
            ulong next = ulong.MaxValue;
            for (int i = 0; i < _cores.Length; i++)
            {
                _words.RevealAll(i);
                if (_cores[i].State == CoreState.Waiting) next = Math.Min(next, _cores[i].NextInterrupt);
            }
            if (next == ulong.MaxValue) return null;
            Now = next;
            ready = CountReady();
        }
        int chosen = _random.Below(ready);
        foreach (SimulatedCore core in _cores)
        {
            if (IsReady(core) && chosen-- == 0) return core;
        }
        return null;
    }

    private int CountReady()
    {
        int ready = 0;
        foreach (SimulatedCore core in _cores)
        {
            if (IsReady(core)) ready++;
        }
        return ready;
    }

    private bool IsReady(SimulatedCore core)
        => core.State == CoreState.Busy || core.State == CoreState.Waiting && core.IsInterrupted(Now);

    /// <summary>What happens in a machine without any core doing it.</summary>
    private void Meddle()
    {
        for (int i = 0; i < _cores.Length; i++)
        {
            if (!_words.HasHidden(i) || !_random.OneIn(_revealOneIn)) continue;
            History.Add(_cores[i].Number, Act.BecomesVisible, PlaceOf((void*)_words.Reveal(i)));
        }
        if (_deviceActsOneIn != 0 && _random.OneIn(_deviceActsOneIn)) PlayDevice();
        if (_strayBellOneIn != 0 && _random.OneIn(_strayBellOneIn)) Ring(_cores[_random.Below(_cores.Length)]);
    }

    private void Ring(SimulatedCore target)
    {
        ulong due = Now + (ulong)_random.Below(_mostBellDelay);
        if (target.BellDue == null || due < target.BellDue) target.BellDue = due;
    }

    private ulong PlaceOf(void* pointer) => Memory.AddressOf(pointer).Value;
}
