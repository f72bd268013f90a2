using System.Runtime;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.User;

internal static class Program
{
    [RuntimeExport("DiesisMain")]
    private static ulong Main()
    {
        BenchmarkRunner.Run(Startup.CommandLine);
        return 0;
    }
}
