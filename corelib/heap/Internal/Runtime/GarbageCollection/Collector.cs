using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.GarbageCollection;

/// <summary>One collection: mark what can be reached, keep that.</summary>
internal static unsafe class Collector
{
    public static int Count { get; private set; }

    /// <summary>Every allocation collects, and what is dead is overwritten: what was forgotten shows at once.</summary>
    public static bool IsStressed { get; set; }

    [RuntimeImport("*", "DiesisWithRegistersOnStack"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void WithRegistersOnStack(delegate*<byte*, void> action);

    public static void Collect() => WithRegistersOnStack(&Collect);

    /// <param name="stack">Where the registers of all callers lie, and behind them their frames.</param>
    private static void Collect(byte* stack)
    {
        Count++;
        HeapPlatform.StopThreads();
        Allocator.FlushContexts();
        HeapPlatform.ShowStacks(stack, &Marker.MarkConservatively);
        StaticFields.Mark();
        Handles.Mark(HandleKind.Strong);
        Handles.Mark(HandleKind.Finalizing);
        Marker.Finish();
        Handles.ClearDead(HandleKind.Weak);
        Handles.QueueDeadFinalizable();
        Marker.Finish();
        Handles.ClearDead(HandleKind.WeakTrackingResurrection);
        Allocator.Sweep();
        HeapPlatform.ResumeThreads();
    }
}
