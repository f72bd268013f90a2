using Diesis.Tests.Framework;

namespace Diesis.Tests.Programs;

internal static class Program
{
    private static void Main(string[] args) => ProgramTestRunner.Run(args);
}
