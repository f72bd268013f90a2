namespace System.Threading;

/// <summary>What belongs to the thread that asks, for asynchronous code.</summary>
internal static class ThreadState
{
    /// <summary>How many continuations may run inside one another. Each takes some hundred bytes of stack, and what
    /// the method does.</summary>
    private const int MostInline = 40;

    [ThreadStatic] public static ExecutionContext? ExecutionContext;
    [ThreadStatic] public static SynchronizationContext? SynchronizationContext;

    /// <summary>Whether the thread is one of the pool's.</summary>
    [ThreadStatic] public static bool IsOfPool;

    [ThreadStatic] private static int _inlineDepth;

    /// <summary>Whether code of no particular place may run here: a thread with a context is for the code of it.</summary>
    public static bool IsAnyPlace => SynchronizationContext == null;

    /// <returns>Whether a continuation may run here, on the stack of who completes its task.</returns>
    public static bool TryEnterInline()
    {
        if (_inlineDepth >= MostInline) return false;
        _inlineDepth++;
        return true;
    }

    public static void LeaveInline() => _inlineDepth--;
}
