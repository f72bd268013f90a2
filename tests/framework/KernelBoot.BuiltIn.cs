using System;
using Diesis.Boot;
using Diesis.Tests.Framework;

namespace Diesis.Kernel;

public static unsafe partial class KernelBoot
{
    static partial void RunBuiltIn(ref readonly BootInfo info)
    {
        ulong bootCycles = Machine.ReadCycles() - info.EntryCycles;
        if (BenchmarkCatalog.Count != 0) RunBenchmarks(info.CommandLine.Span, bootCycles);
        else TestRunner.Run(info.CommandLine.Span);
    }

    /// <param name="bootCycles">From the kernel's first instruction to the idle loop.</param>
    private static void RunBenchmarks(ReadOnlySpan<byte> commandLine, ulong bootCycles)
    {
        BenchmarkRunner.Print("ground"u8, "boot_kernel_idle"u8, bootCycles, 20_000_000);
        BenchmarkRunner.Run(commandLine);
    }
}
