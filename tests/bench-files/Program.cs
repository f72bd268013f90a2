using System;
using Diesis.Abi;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Files;

internal static class Program
{
    /// <summary>The aims are what Linux takes: tests/bench-linux.</summary>
    private static int Main()
    {
        if (!SpareTime.TryBegin() || !Disks.TryOpen() || !Trees.TryOpen())
        {
            Console.WriteLine("file-bench: not all of spare time, disks and files is there");
            return 1;
        }
        BenchmarkRunner.Run(Startup.CommandLine);
        return 0;
    }
}
