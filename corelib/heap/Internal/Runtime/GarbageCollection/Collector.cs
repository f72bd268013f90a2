using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime.Threading;

namespace Internal.Runtime.GarbageCollection;

/// <summary>One collection: mark what can be reached, keep that.</summary>
internal static unsafe class Collector
{
    public static int Count { get; private set; }

    /// <summary>Every allocation collects, and what is dead is overwritten: what was forgotten shows at once.</summary>
    public static bool IsStressed { get; set; }

    [RuntimeImport("*", "DiesisWithRegistersOnStack"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void WithRegistersOnStack(delegate*<byte*, void> action);

    public static void Collect()
    {
        Allocator.Lock.Enter();
        CollectInside();
        Allocator.Lock.Exit();
    }

    /// <summary>As above; the heap's lock is held.</summary>
    public static void CollectInside() => WithRegistersOnStack(&Collect);

    /// <param name="stack">Where the registers of all callers lie, and behind them their frames.</param>
    private static void Collect(byte* stack)
    {
        Count++;
        var self = ThreadBlock.Current;
        StopOthers(self);
        Allocator.FlushContexts(self);
        Marker.MarkConservatively(stack, self->StackEnd);
        MarkRootsOf(self);
        MarkOthers(self);
        StaticFields.Mark();
        Handles.Mark(HandleKind.Strong);
        Handles.Mark(HandleKind.Finalizing);
        Finish();
        Handles.ClearDead(HandleKind.Weak);
        Handles.QueueDeadFinalizable();
        Finish();
        Handles.ClearDead(HandleKind.WeakTrackingResurrection);
        Handles.ClearDeadPairs();
        Allocator.Sweep();
        ResumeOthers(self);
        Finalization.WakeIfNeeded();
    }

    /// <summary>Marks all that can be reached from what is marked.</summary>
    private static void Finish()
    {
        do Marker.Finish(); while (Handles.MarkValuesOfPairs());
    }

    private static void StopOthers(ThreadBlock* self)
    {
        for (var thread = ThreadList.First; thread != null; thread = thread->Next)
            if (thread != self && thread->IsRunning) ThreadPlatform.Stop(thread);
    }

    private static void ResumeOthers(ThreadBlock* self)
    {
        for (var thread = ThreadList.First; thread != null; thread = thread->Next)
            if (thread != self && thread->IsRunning) ThreadPlatform.Resume(thread);
    }

    private static void MarkOthers(ThreadBlock* self)
    {
        for (var thread = ThreadList.First; thread != null; thread = thread->Next)
        {
            if (thread == self) continue;
            MarkRootsOf(thread);
            if (!thread->IsRunning) continue;
            Allocator.KeepContexts(thread);
            byte* stack = ThreadPlatform.ShowRegisters(thread, &Marker.MarkConservatively);
            Marker.MarkConservatively(stack, thread->StackEnd);
        }
    }

    private static void MarkRootsOf(ThreadBlock* thread)
    {
        Marker.Mark(thread->Thread);
        Marker.Mark(thread->Statics);
    }
}
