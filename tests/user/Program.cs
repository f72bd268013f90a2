using System.Runtime;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

internal static unsafe class Program
{
    [RuntimeExport("DiesisMain")]
    private static ulong Main()
    {
        // SAFETY: the function is one of this program's.
        if (ChildStart.IsHere) return ChildStart.Current.Function(ChildStart.Current.Argument);
        // What fails for want of the program's file is told by the first test.
        _ = ProgramFile.MapFile(World.Space);
        UserTestRunner.Run();
        return 0;
    }
}
