using System.Runtime;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

internal static unsafe class Program
{
    [RuntimeExport("DiesisMain")]
    private static ulong Main()
    {
        // SAFETY: the function is one of this program's.
        if (ChildStart.IsHere) return ChildStart.Current.Function(ChildStart.Current.Argument);
        if (ProgramFile.MapFile(World.Space) != Abi.Status.Ok) return 1;
        BenchmarkRunner.Run(Startup.CommandLine);
        return 0;
    }
}
