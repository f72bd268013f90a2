using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Diesis.Simulating;

/// <summary>A model of a protocol in the language of the checker <c>spin</c>, which makes a program that goes through all its states.</summary>
internal sealed partial class ProtocolModel(string name)
{
    private const string Compiler = "clang-19";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "protocols");

    private string File => Path.Combine(Folder, name + ".pml");

    public string Source => System.IO.File.ReadAllText(File);

    /// <summary>Goes through all states.</summary>
    /// <param name="defined">A name that is defined meanwhile, for the model's preprocessor.</param>
    /// <returns>What is wrong in one of them; empty when nothing is in any.</returns>
    public string FindError(string? defined = null)
    {
        DirectoryInfo work = Directory.CreateTempSubdirectory("diesis-model-");
        try
        {
            string[] definition = defined == null ? [] : ["-D" + defined];
            _ = Run(work, "spin", [$"-P{Compiler} -E -x c", .. definition, "-a", File]);
            _ = Run(work, Compiler, ["-O2", "-w", "-DSAFETY", "-DCOLLAPSE", "-o", "check", "pan.c"]);
            string said = Run(work, Path.Combine(work.FullName, "check"), ["-m1000000"]);
            Assert.DoesNotContain("max search depth too small", said);
            Match errors = Errors().Match(said);
            Assert.True(errors.Success, said);
            return errors.Groups[1].Value == "0" ? "" : said;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string Run(DirectoryInfo work, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = work.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), complaints = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} does not come to an end");
        }
        string said = output.Result + complaints.Result;
        Assert.True(process.ExitCode == 0, said);
        return said;
    }

    [GeneratedRegex(@"errors: (\d+)")]
    private static partial Regex Errors();
}
