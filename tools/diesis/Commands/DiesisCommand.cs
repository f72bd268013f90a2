using System.CommandLine;

namespace Diesis.Tools.Commands;

/// <summary>The whole command line.</summary>
internal static class DiesisCommand
{
    public static RootCommand Create(Workshop workshop) => new("Builds, runs, tests and measures Diesis.")
    {
        RunCommand.Create(workshop),
        ExecCommand.Create(workshop),
        TestCommand.Create(workshop),
        BuildCommand.Create(workshop),
        ImageCommand.Create(workshop),
        BenchCommand.Create(workshop),
        DebugCommand.Create(workshop),
        DoctorCommand.Create(workshop),
        DocsCommand.Create(workshop),
        CleanCommand.Create(workshop),
    };
}
