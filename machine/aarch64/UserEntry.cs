using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Machines.AArch64;

/// <summary>What User.S calls when user mode was left, and how a core is prepared for it.</summary>
/// <remarks>A <c>ThreadContext</c> is an <see cref="A64ThreadContext"/> in a kernel for this machine; only there this runs.</remarks>
// SAFETY: User.S passes the context of the thread that this core runs, and the driver of this core.
internal static unsafe class A64UserEntry
{
    [RuntimeImport("*", "A64ResumeFirst"), MethodImpl(MethodImplOptions.InternalCall)]
    [DoesNotReturn]
    public static extern void ResumeFirst(ThreadContext* context);

    [RuntimeImport("*", "A64CopyFromUser"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong CopyFromUser(void* to, ulong from, ulong bytes);

    [RuntimeImport("*", "A64CopyToUser"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong CopyToUser(ulong to, void* from, ulong bytes);
}
