using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Services;

internal static class Program
{
    private static void Main() => BenchmarkRunner.Run(Startup.CommandLine);
}
