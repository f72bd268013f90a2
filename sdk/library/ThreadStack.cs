using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

/// <summary>Starts threads in this process that run a function and end when it returns.</summary>
public static unsafe class ThreadStack
{
    /// <summary>What Start.S finds at the top of a new thread's stack.</summary>
    private struct Beginning
    {
        public delegate*<ulong, void> Function;
        public ulong Argument;
    }

    /// <param name="stackEnd">One past the highest address of the thread's stack, in this process's own writable memory.</param>
    /// <safety>The stack is nobody else's, and stays until the thread has ended.</safety>
    public static Status Start(Handle<Thread> thread, ulong stackEnd, delegate*<ulong, void> function, ulong argument)
    {
        // SAFETY: the caller vouches for the stack.
        Beginning* beginning = (Beginning*)((stackEnd & ~15UL) - (ulong)sizeof(Beginning));
        // SAFETY: as above.
        *beginning = new() { Function = function, Argument = argument };
        return Kernel.StartThread(thread, (ulong)Entry(), (ulong)beginning, (ulong)beginning);
    }

    [RuntimeImport("*", "DiesisThreadEntry"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* Entry();

    [RuntimeExport("DiesisThreadEnd")]
    private static void End(ulong status) => _ = Kernel.Exit(status);
}
