using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Diesis;

/// <summary>
/// What the core library calls when a check of the language fails: a bug of the program, which ends at once, by a fault. A process
/// that may write to the kernel's log says there what it was.
/// </summary>
internal static partial class RuntimeFault
{
    private static int _isToldOf;

    [RuntimeExport("RhpFallbackFailFast")]
    private static void StackBufferOverrun() => Raise("a buffer on the stack was overrun", null);

    [RuntimeExport("DiesisRuntimeFault")]
    private static void Raise(string what, string? detail)
    {
        if (TryClaimReport())
        {
            ReportLine line = default;
            line.Add("fault: ");
            line.Add(what);
            if (detail != null)
            {
                line.Add(": ");
                line.Add(detail);
            }
            line.Log();
            TellCallers();
        }
        Stop();
    }

    /// <summary>One report is enough: what fails afterwards may follow from it, or be the report itself.</summary>
    /// <returns>False when there is one already.</returns>
    internal static bool TryClaimReport() => Interlocked.Exchange(ref _isToldOf, 1) == 0;

    /// <summary>Programs with a heap know more of themselves.</summary>
    static partial void TellCallers();

    /// <summary>An instruction that is none.</summary>
    [RuntimeImport("*", "DiesisFault"), MethodImpl(MethodImplOptions.InternalCall), DoesNotReturn]
    internal static extern void Stop();
}
