using System.Threading;
using Internal.Runtime.Threading;

namespace System.Runtime.CompilerServices;

/// <summary>Runs a class constructor before the first use of the class's static fields.</summary>
/// <remarks>
/// One thread runs it and others wait for that. A constructor that asks for its own class finds it unfinished, and so does a thread that
/// would wait for one that waits for it.
/// </remarks>
internal static unsafe class ClassConstructorRunner
{
    /// <summary>A constructor that runs now; it lies on the stack of the thread that runs it.</summary>
    private struct Running
    {
        public StaticClassConstructionContext* Context;
        public ThreadBlock* Thread;
        public Running* Next;
    }

    /// <summary>All of them; changed and gone through inside the table of waits.</summary>
    private static Running* _first;

    private static void CheckStaticClassConstruction(ref StaticClassConstructionContext context)
    {
        // SAFETY: the compiler lays it out in the image.
        var place = (StaticClassConstructionContext*)Unsafe.AsPointer(ref context);
        Running running = new() { Context = place, Thread = ThreadBlock.Current };
        while (!IsDone(place))
        {
            if (TryBegin(&running))
            {
                ((delegate*<void>)place->cctorMethodAddress)();
                End(&running);
                return;
            }
            if (!TryAwait(&running)) return;
        }
    }

    private static object CheckStaticClassConstructionReturnGCStaticBase(
        ref StaticClassConstructionContext context, object gcStaticBase)
    {
        CheckStaticClassConstruction(ref context);
        return gcStaticBase;
    }

    private static nint CheckStaticClassConstructionReturnNonGCStaticBase(
        ref StaticClassConstructionContext context, nint nonGcStaticBase)
    {
        CheckStaticClassConstruction(ref context);
        return nonGcStaticBase;
    }

    private static object CheckStaticClassConstructionReturnThreadStaticBase(
        ref StaticClassConstructionContext context, object threadStaticBase)
    {
        CheckStaticClassConstruction(ref context);
        return threadStaticBase;
    }

    private static bool IsDone(StaticClassConstructionContext* context) => Volatile.Read(ref context->cctorMethodAddress) == 0;

    private static bool TryBegin(Running* mine)
    {
        WaitTable.Enter();
        bool isFree = !IsDone(mine->Context) && Find(mine->Context) == null;
        if (isFree)
        {
            mine->Next = _first;
            _first = mine;
        }
        WaitTable.Exit();
        return isFree;
    }

    private static void End(Running* mine)
    {
        WaitTable.Enter();
        if (_first == mine) _first = mine->Next;
        else
        {
            var before = _first;
            while (before->Next != mine) before = before->Next;
            before->Next = mine->Next;
        }
        Volatile.Write(ref mine->Context->cctorMethodAddress, 0);
        WaitTable.WakeAll((nuint)mine->Context);
        WaitTable.Exit();
    }

    /// <summary>Waits until the thread that runs the constructor is done.</summary>
    /// <returns>False when that may be never: that thread is this one, or waits for this one.</returns>
    private static bool TryAwait(Running* mine)
    {
        WaitTable.Enter();
        var running = Find(mine->Context);
        bool waits = running != null && !WaitsFor(running->Thread, mine->Thread);
        if (waits) WaitTable.Add(mine->Thread, (nuint)mine->Context);
        WaitTable.Exit();
        if (waits) _ = WaitTable.Await(mine->Thread, IThreadPlatform.Never);
        return waits || running == null;
    }

    /// <summary>Follows who waits for whose constructor.</summary>
    private static bool WaitsFor(ThreadBlock* thread, ThreadBlock* other)
    {
        while (thread != other)
        {
            if (thread->Wait.IsOver) return false;
            var awaited = Find((StaticClassConstructionContext*)thread->Wait.Key);
            if (awaited == null) return false;
            thread = awaited->Thread;
        }
        return true;
    }

    private static Running* Find(StaticClassConstructionContext* context)
    {
        var running = _first;
        while (running != null && running->Context != context) running = running->Next;
        return running;
    }
}
