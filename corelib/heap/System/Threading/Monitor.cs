namespace System.Threading;

/// <summary>Behind <c>lock</c>. One thread at a time, as the heap: every lock is free.</summary>
public static class Monitor
{
    public static void Enter(object obj, ref bool lockTaken) => lockTaken = true;
    public static void Exit(object obj) { }
}
