using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime.GarbageCollection;

namespace Internal.Runtime.Threading;

/// <summary>
/// What the runtime knows of one thread, in memory that does not move and that the thread's pointer register leads to. It is there from
/// before the thread's first instruction until its last.
/// </summary>
/// <remarks>
/// Whoever runs on the thread writes it, but for the neighbours (<see cref="ThreadList"/>'s, under the heap's lock), the wait
/// (<see cref="WaitTable"/>'s, under its lock), and what the collector does while the thread stands still.
/// </remarks>
internal unsafe struct ThreadBlock
{
    /// <summary>Its own address: x86_64 finds it by reading the first word behind the thread pointer.</summary>
    public ThreadBlock* Self;

    public ThreadBlock* Next, Previous;

    /// <summary>
    /// It has begun and may know objects. It says so itself, under the heap's lock: who starts while the world stands still waits there.
    /// </summary>
    public bool IsRunning;

    /// <summary>From 1 on, unique among the threads that are there: it stands in the words of locks.</summary>
    public int Id;

    /// <summary>What its stack occupies; it grows towards the start.</summary>
    public byte* StackStart, StackEnd;

    /// <summary>The thread's object, and that of its static fields. The collector keeps both.</summary>
    public nuint Thread, Statics;

    /// <summary>
    /// The cell that was given out last, which is not referred to by anything yet when the thread is stopped in the middle of an
    /// allocation.
    /// </summary>
    public byte* LastCell;

    public Waiting Wait;

    /// <summary>What the system below needs.</summary>
    public PlatformThread Platform;

    public AllocationContexts Contexts;

    /// <summary>What a thread waits for; see <see cref="WaitTable"/>.</summary>
    public struct Waiting
    {
        public nuint Key;
        public ThreadBlock* Next, Previous;
        public bool IsOver;
    }

    [InlineArray(SizeClasses.Most)]
    public struct AllocationContexts { private AllocationContext _first; }

    /// <summary>The one of the thread that asks.</summary>
    public static ThreadBlock* Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReadThreadPointer();
    }

    /// <summary>Assembly: one instruction.</summary>
    [RuntimeImport("*", "DiesisCurrentThread"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ThreadBlock* ReadThreadPointer();
}
