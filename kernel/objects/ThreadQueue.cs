namespace Diesis.Kernel.Objects;

/// <summary>Threads linked through themselves; a thread is in one queue at most.</summary>
// SAFETY: threads leave their queue before they end.
public unsafe struct ThreadQueue
{
    public Thread* First, Last;

    public readonly bool IsEmpty => First == null;

    public void AddLast(Thread* thread)
    {
        thread->Next = null;
        thread->Previous = Last;
        if (Last != null) Last->Next = thread;
        else First = thread;
        Last = thread;
    }

    public void AddFirst(Thread* thread)
    {
        thread->Previous = null;
        thread->Next = First;
        if (First != null) First->Previous = thread;
        else Last = thread;
        First = thread;
    }

    public void Remove(Thread* thread)
    {
        if (thread->Previous != null) thread->Previous->Next = thread->Next;
        else First = thread->Next;
        if (thread->Next != null) thread->Next->Previous = thread->Previous;
        else Last = thread->Previous;
    }

    public Thread* TakeFirst()
    {
        Thread* thread = First;
        First = thread->Next;
        if (First != null) First->Previous = null;
        else Last = null;
        return thread;
    }
}
