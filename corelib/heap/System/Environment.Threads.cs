using Internal.Runtime.Threading;

namespace System;

public static partial class Environment
{
    public static unsafe int CurrentManagedThreadId => ThreadBlock.Current->Id;

    /// <summary>On how many cores the threads of this process can run at once.</summary>
    public static int ProcessorCount => ThreadPlatform.ProcessorCount;

    /// <summary>Milliseconds since the system started.</summary>
    public static long TickCount64 => (long)(ThreadPlatform.Now / 1_000_000);

    public static int TickCount => unchecked((int)TickCount64);
}
