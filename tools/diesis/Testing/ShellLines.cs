using Diesis.Shell.Sessions;
using Diesis.Tools.Emulation;
using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>Runs lines in the shell of a machine, as <c>diesis exec</c> does, and looks at what they print.</summary>
internal sealed class ShellLines(string suite) : IDisposable
{
    public const string Test = "ShellTests.LinesPrintWhatTheyAreWorth";

    private static readonly (string Line, string Output)[] Lines =
    [
        ("1..20 | where(x => x % 3 == 0) | select(x => x * x) | sum", "819\n"),
        ("\"eins\\nzwei\" | write(\"/a.txt\"); read(\"/a.txt\")", "eins\nzwei\n"),
        ("makeFolder(\"/d\"); copy(\"/a.txt\", \"/d/b.txt\"); move(\"/a.txt\", \"/d/a.txt\"); files(\"/d\") | select(f => f.name)", "a.txt\nb.txt\n"),
        ("remove(\"/d/b.txt\"); files(\"/d\") | count", "1\n"),
        ("read(\"/b\")", "error: /b: NotFound\n  read(\"/b\")\n  ^^^^^^^^^^\n"),
        ("mounts()", "files /system initfs ro,name=initfs\nmemory / tmpfs rw\ndisk0 /disk fat32 rw,name=disk\n"),
        ("services() | where(s => s.name == \"vfs\") | count", "1\n"),
        // More than goes in one call.
        ("1..1500", string.Concat(Enumerable.Range(1, 1500).Select(number => $"{number}\n"))),
        ("1 / 0", "error: division by zero\n  1 / 0\n  ^^^^^\n"),
        ("shutdown(17)", ""),
    ];

    /// <summary>The last line's.</summary>
    private const int Status = 17;

    private readonly string _output = Path.GetTempFileName();

    /// <summary>Where the serial line of the shell goes.</summary>
    public string Console => $"file,path={_output}";

    public static string Words => KernelCommandLine.Join(Lines.Select(line => EncodedLine.Encode(line.Line)));

    public TestResult Close(VirtualMachine machine, GuestEnd end)
    {
        var printed = File.ReadAllText(_output);
        var expected = string.Concat(Lines.Select(line => line.Output));
        var failure = printed != expected ? $"printed was\n{printed}\nand should be\n{expected}"
            : end.ExitCode is not { } code || GuestExit.Status(machine.Architecture, code) != Status ? $"the machine ended with {end.ExitCode}, not with the status that was asked for"
            : null;
        return new(suite, Test, failure is null ? null : $"{failure}\n{end.Explain(40)}");
    }

    public void Dispose() => File.Delete(_output);
}
