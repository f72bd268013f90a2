using Diesis.Shell.Sessions;
using Diesis.Tools.Emulation;
using Diesis.Tools.Images;

namespace Diesis.Tools.Testing;

/// <summary>Runs lines in the shell of a machine, as <c>diesis exec</c> does, and looks at what they print.</summary>
/// <param name="hasShare">The machine has a folder of the host, and the lines are of that. Both do not go on one machine's command line.</param>
internal sealed class ShellLines(string suite, bool hasShare) : IDisposable
{
    private const string LinesTest = "ShellTests.LinesPrintWhatTheyAreWorth", ShareTest = "ShellTests.AFolderOfTheHostIsRead";

    public string Test { get; } = hasShare ? ShareTest : LinesTest;

    private IReadOnlyList<(string Line, string Output)> Lines => hasShare ? ShareLines : SystemLines;

    private static readonly (string Line, string Output)[] SystemLines =
    [
        ("1..20|where(x=>x%3==0)|select(x=>x*x)|sum", "819\n"),
        ("\"eins\\nzwei\"|write(\"/a.txt\");read(\"/a.txt\")", "eins\nzwei\n"),
        ("makeFolder(\"/d\");copy(\"/a.txt\",\"/d/b.txt\");move(\"/a.txt\",\"/d/a.txt\");files(\"/d\")|select(f=>f.name)", "a.txt\nb.txt\n"),
        ("remove(\"/d/b.txt\");files(\"/d\")|count", "1\n"),
        ("read(\"/b\")", "error: /b: NotFound\n  read(\"/b\")\n  ^^^^^^^^^^\n"),
        ("mounts()", Mounts),
        ("services().count(s=>s.name==\"vfs\")", "1\n"),
        // More than goes in one call.
        ("1..1500", string.Concat(Enumerable.Range(1, 1500).Select(number => $"{number}\n"))),
        ("tree(\"/d\")", "/d\n└─ a.txt\n"),
        ("cores().all(c=>c.used<c.memory)", "true\n"),
        ("capabilities(\"shell\").first(c=>c.name==\"IVfs\").why().contains(\"vfs offers\")", "true\n"),
        ("6*7 &; wait(1)", "[1] 6*7\n42\n"),
        ("\"print(arguments()|join)\"|write(\"/s\");run(\"/s\",[\"x\",\"y\"])", "x, y\n"),
        ("writeLog(\"hi\");log(source:\"shell\").first().text", "hi\n"),
        ("sleep(1.h) &; cancel(2); wait(2)", "[2] sleep(1.h)\nerror: job 2 was cancelled\n  sleep(1.h) &; cancel(2); wait(2)\n                           ^^^^^^^\n"),
        ("1 / 0", "error: division by zero\n  1 / 0\n  ^^^^^\n"),
        ("shutdown(17)", ""),
    ];

    private const string Mounts = "files /system initfs ro,name=initfs\nmemory / tmpfs rw\ndisk0 /disk fat32 rw,name=disk\n";

    private static readonly (string Line, string Output)[] ShareLines =
    [
        ("mounts()", Mounts + "share /share 9p ro,name=share\n"),
        ("files(\"/share\")|select(f=>f.name)", "a b\nlarge\nlink\nmany\n\u00FC\n"),
        ("read(\"/share/a b\")", "eins\nzwei\n"),
        ("read(\"/share/link\")", "error: /share/link: NotSupported\n  read(\"/share/link\")\n  ^^^^^^^^^^^^^^^^^^^\n"),
        ("files(\"/share\")|where(f=>f.size>4.GiB)|count", "1\n"),
        ("files(\"/share/many\")|count", $"{ManyFiles}\n"),
        ("copy(\"/share/\u00FC/c\", \"/c\");files()|where(f=>f.size==300.KiB)|count", "1\n"),
        ("shutdown(17)", ""),
    ];

    /// <summary>The last line's.</summary>
    private const int Status = 17;

    private const int ManyFiles = 1000;

    private readonly string _output = Path.GetTempFileName();

    /// <summary>A folder of the host that the machine is given: names that need care, a file longer than 32 bits say, a link that leads out of it, a folder of many files.</summary>
    public string? Share { get; } = hasShare ? MakeShare() : null;

    private static string MakeShare()
    {
        var folder = Directory.CreateTempSubdirectory("diesis-share-").FullName;
        File.WriteAllText(Path.Combine(folder, "a b"), "eins\nzwei");
        using (var large = File.Create(Path.Combine(folder, "large"))) large.SetLength(5L << 30);
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "/etc/hostname");
        var many = Directory.CreateDirectory(Path.Combine(folder, "many")).FullName;
        for (var number = 0; number < ManyFiles; number++) File.WriteAllText(Path.Combine(many, $"file {number}"), "");
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "\u00FC")).FullName, "c"), new byte[300 << 10]);
        return folder;
    }

    /// <summary>Where the serial line of the shell goes.</summary>
    public string Console => $"file,path={_output}";

    public string Words => KernelCommandLine.Join([hasShare ? KernelCommandLine.MountShare : "", .. Lines.Select(line => EncodedLine.Encode(line.Line))]);

    public TestResult Close(VirtualMachine machine, GuestEnd end)
    {
        var printed = File.ReadAllText(_output);
        var expected = string.Concat(Lines.Select(line => line.Output));
        var failure = printed != expected ? $"printed was\n{printed}\nand should be\n{expected}"
            : end.ExitCode is not { } code || GuestExit.Status(machine.Architecture, code) != Status ? $"the machine ended with {end.ExitCode}, not with the status that was asked for"
            : null;
        return new(suite, Test, failure is null ? null : $"{failure}\n{end.Explain(40)}");
    }

    public void Dispose()
    {
        File.Delete(_output);
        if (Share is not null) Directory.Delete(Share, recursive: true);
    }
}
