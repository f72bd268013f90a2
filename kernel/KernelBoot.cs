using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Boot;
using Diesis.Kernel.Console;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Firmware.Acpi;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>From the loader's hand-over to a machine whose cores all run a kernel. Runs once, on the boot core.</summary>
public static unsafe partial class KernelBoot
{
    /// <summary>Says why this machine or loader cannot start the kernel, and stops.</summary>
    [DoesNotReturn]
    public static void Refuse(ReadOnlySpan<byte> problem)
    {
        Log.Error($"Diesis cannot start: {problem}");
        Machine.Stop();
    }

    /// <summary>The machine that the kernel found, as a whole.</summary>
    [DoesNotReturn]
    public static void Run(ref BootInfo info)
    {
        Log.Info($"Diesis, started by {info.Loader.Span}; kernel at {info.KernelBase}");
        if (!info.CommandLine.Span.IsEmpty) Log.Info($"command line: {info.CommandLine.Span}");

        for (int i = 0; i < info.Memory.Count; i++) Log.Info($"{info.Memory[i].Start} {info.Memory[i].Length:size} {(int)info.Memory[i].Kind}");
        Machine.Stop();
    }
}
