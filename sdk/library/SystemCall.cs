using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis;

/// <summary>
/// The processor's system call instruction, by number of arguments: <c>native/*/SystemCall.S</c>. <see cref="Kernel"/> is
/// what programs use.
/// </summary>
internal static unsafe class SystemCall
{
    /// <summary>A status, and the call's first result.</summary>
    public readonly struct Answer
    {
        public readonly ulong Status;
        public readonly ulong Result;
    }

    /// <summary>Room for the results of calls with more than one.</summary>
    public struct Results
    {
        public ulong First, Second, Third;
    }

    [RuntimeImport("*", "DiesisSystemCall0"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number);

    [RuntimeImport("*", "DiesisSystemCall1"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number, ulong a0);

    [RuntimeImport("*", "DiesisSystemCall2"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number, ulong a0, ulong a1);

    [RuntimeImport("*", "DiesisSystemCall3"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number, ulong a0, ulong a1, ulong a2);

    [RuntimeImport("*", "DiesisSystemCall4"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number, ulong a0, ulong a1, ulong a2, ulong a3);

    [RuntimeImport("*", "DiesisSystemCall5"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4);

    [RuntimeImport("*", "DiesisSystemCall6"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5);

    [RuntimeImport("*", "DiesisSystemCall8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(
        ulong number, ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong a5, ulong a6, ulong a7);

    [RuntimeImport("*", "DiesisSystemCallResults"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Invoke(ulong number, ulong a0, ulong a1, ulong a2, ulong a3, Results* results);

    [RuntimeImport("*", "DiesisMessage"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Exchange(ulong number, ulong handle, Abi.Message* message);

    /// <returns>The status, and the label of the answer.</returns>
    [RuntimeImport("*", "DiesisShortMessage"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern Answer Exchange(ulong number, ulong handle, ulong label);
}
