using System.Runtime;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

internal static class Program
{
    [RuntimeExport("DiesisMain")]
    private static ulong Main()
    {
        UserTestRunner.Run();
        return 0;
    }
}
