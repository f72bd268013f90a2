using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// What goes out of page tables that other cores use, too, these have to forget. Until they have, nothing that was reached through the
/// translations is given to anybody else, and the call that took it away does not return.
/// </summary>
/// <remarks>
/// The core of a space alone writes its page tables, and keeps the set of cores that may use them. Each is told by a message, at most one
/// at a time: what is due meanwhile goes along with the next.
/// </remarks>
// SAFETY: threads leave the queue before they end.
public unsafe partial struct CpuDriver
{
    /// <summary>May other cores still use translations that are no more?</summary>
    private readonly bool HasOpenFlushes => _coresFlushing != 0;

    /// <summary>Has the other cores that use a space forget pages of it.</summary>
    [Bounded("the cores of the machine")]
    private void ShootDown(AddressSpace* space, VirtualAddress start, ulong pages)
    {
        _lastFlush++;
        for (int number = 0; number < CoreCount; number++)
        {
            var core = new CoreNumber(number);
            if (!space->Users.Contains(core) || core == _number) continue;
            ref PendingFlush flush = ref _outbox[core].Flush;
            if (!flush.IsOpen) _coresFlushing++;
            flush.Add(_lastFlush, space->Root, start, pages);
            SendDue(core);
        }
    }

    /// <summary>Another core's space has changed.</summary>
    private RemoteFlushed Forget(RemoteFlush flush)
    {
        if (flush.Root.Value == 0)
        {
            Machine.FlushAllSpaces();
        }
        else if (_space != null && _space->Root.Value == flush.Root.Value && flush.Pages <= PendingFlush.MostPages)
        {
            for (ulong page = 0; page < flush.Pages; page++) Machine.FlushPage(flush.Start + (page << Page.Shift));
        }
        else
        {
            Machine.FlushSpace(flush.Root);
        }
        return new RemoteFlushed(flush.Number);
    }

    /// <summary>A core has forgotten what it was to.</summary>
    [Bounded("each round lets a thread go")]
    private void EndFlush(CoreNumber core, RemoteFlushed flushed)
    {
        ref PendingFlush flush = ref _outbox[core].Flush;
        flush.Finish(flushed.Number);
        if (!flush.IsOpen) _coresFlushing--;
        if (_flushing.IsEmpty) return;
        ulong done = FindDone();
        while (!_flushing.IsEmpty && ThreadPage.More(_flushing.First->Context)->Flush <= done) MakeReady(_flushing.TakeFirst());
    }

    /// <summary>The last flush that is done everywhere.</summary>
    [Bounded("the cores of the machine")]
    private ulong FindDone()
    {
        ulong done = _lastFlush;
        for (int number = 0; number < CoreCount; number++)
        {
            ref PendingFlush flush = ref _outbox[new CoreNumber(number)].Flush;
            // What was asked of others after its last is no affair of this one.
            if (flush.IsOpen && flush.Done < done) done = flush.Done;
        }
        return done;
    }

    /// <summary>Has a thread wait until all flushes that were asked for so far are done.</summary>
    private void AwaitFlushes(Thread* thread)
    {
        ThreadPage.More(thread->Context)->Flush = _lastFlush;
        thread->State = ThreadState.Flushing;
        _flushing.AddLast(thread);
    }
}
