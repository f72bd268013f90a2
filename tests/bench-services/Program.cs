using System;
using Diesis.Abi;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Services;

internal static class Program
{
    private const int MostBootInstructions = 60_000_000, MostBytes = 16 << 20;

    private static ReadOnlySpan<byte> Group => "services"u8;

    /// <summary>What the system is like before anything else has happened is measured once.</summary>
    private static int Main()
    {
        if (!SystemServices.TryConnect(out ulong readyNs)) return 1;
        ulong bytes = SystemServices.BytesInUse;
        ReadOnlySpan<byte> wanted = CommandLineOption.ValueOf(Startup.CommandLine, "bench"u8);
        if (wanted.IsEmpty || wanted.SequenceEqual(Group))
        {
            BenchmarkRunner.Print(Group, "boot_services"u8, readyNs, MostBootInstructions);
            BenchmarkRunner.Print(Group, "memory_services"u8, bytes, MostBytes, "bytes"u8);
        }
        BenchmarkRunner.Run(Startup.CommandLine);
        return 0;
    }
}
