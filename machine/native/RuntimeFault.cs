using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using Diesis.Kernel.Debugging;

namespace Diesis.Machines.Native;

/// <summary>What the core library calls when a check of the language fails: a bug of the kernel.</summary>
internal static class RuntimeFault
{
    /// <summary>What functions with buffers on the stack call when something was written past one.</summary>
    [DoesNotReturn]
    [RuntimeExport("RhpFallbackFailFast")]
    private static void StackBufferOverrun() => Raise("a buffer on the stack was overrun", null);

    [DoesNotReturn]
    [RuntimeExport("DiesisRuntimeFault")]
    private static void Raise(string what, string? detail)
    {
        if (detail == null) Panic.Because(what);
        Panic.Because($"{what}: {detail}");
    }
}
