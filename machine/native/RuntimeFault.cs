using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using Diesis.Kernel.Console;

namespace Diesis.Machines.Native;

/// <summary>What the core library calls when a check of the language fails: a bug of the kernel.</summary>
internal static class RuntimeFault
{
    [DoesNotReturn]
    [RuntimeExport("DiesisRuntimeFault")]
    private static void Raise(string what)
    {
        Log.Error($"{what}");
        Machine.Stop();
    }
}
