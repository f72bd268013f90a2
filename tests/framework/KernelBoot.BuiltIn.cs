using Diesis.Boot;
using Diesis.Tests.Framework;

namespace Diesis.Kernel;

public static unsafe partial class KernelBoot
{
    static partial void RunBuiltIn(ref readonly BootInfo info)
    {
        ulong bootCycles = Machine.ReadCycles() - info.EntryCycles;
        if (BenchmarkCatalog.Count != 0) BenchmarkRunner.Run(info.CommandLine.Span, bootCycles);
        else TestRunner.Run(info.CommandLine.Span);
    }
}
