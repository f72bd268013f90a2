using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>A program in user mode that the tool knows how to build.</summary>
/// <param name="Project">Its project's folder.</param>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Harness">The folder of a library whose assembly is its, too; empty for most.</param>
internal sealed record UserProgram(string Project, string Assembly, string Harness = "")
{
    /// <summary>The first process of a system.</summary>
    public static readonly UserProgram Root = new("servers/root", "Root");

    /// <summary>The tests that run in user mode.</summary>
    public static readonly UserProgram Tests = new("tests/user", "UserTests");

    /// <summary>The tests of what programs with a heap stand on.</summary>
    public static readonly UserProgram ProgramTests = new("tests/programs", "ProgramTests");

    /// <summary>The measurements that are taken in user mode.</summary>
    public static readonly UserProgram Bench = new("tests/bench-user", "UserBench", "tests/framework");

    /// <summary>The measurements of programs with a heap, and of what they do for each other.</summary>
    public static readonly UserProgram ServiceBench = new("tests/bench-services", "ServiceBench", "tests/framework");

    /// <summary>Those that have a library's assembly.</summary>
    private static readonly IReadOnlyList<UserProgram> WithHarness = [Bench, ServiceBench, new("tests/bench-files", "FileBench", "tests/framework")];

    /// <summary>The program whose project is in a folder: it has the project's name.</summary>
    public static UserProgram In(Repository repository, string folder)
    {
        folder = folder.TrimEnd('/');
        if (WithHarness.FirstOrDefault(program => program.Project == folder) is { } known) return known;
        var path = repository.Source(folder);
        return Directory.Exists(path) && Directory.GetFiles(path, "*.csproj") is [var project]
            ? new UserProgram(folder, Path.GetFileNameWithoutExtension(project))
            : throw new ToolFailure($"there is no program in '{folder}': a folder of this repository with one project is expected");
    }
}

/// <summary>A program that was built.</summary>
/// <param name="Image">What is started: no symbols and no debug information.</param>
/// <param name="WithSymbols">The same, for debuggers.</param>
internal sealed record ProgramImage(Architecture Architecture, string Image, string WithSymbols);
