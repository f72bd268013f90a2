using System.Diagnostics;
using Diesis.Tools.Testing;

namespace Diesis.Tests.Behaviour;

public class CoreLibraryTests
{
    private const string OnlyWithoutStress = "Scale ";

    /// <summary>Two programs of the same tests; this project has both built.</summary>
    [Fact]
    public void BehavesOnLinuxAsDotNetDoes() => Compare(DotNet.Value, Run(Ours));

    [Fact]
    public void LosesNothingWhenEveryAllocationCollects()
    {
        var expected = DotNet.Value.Where(line => !line.StartsWith(OnlyWithoutStress, StringComparison.Ordinal));
        Compare([.. expected], Run(Ours, "stressed"));
    }

    private static readonly string Ours = Built("targets/corelib-linux-x86_64/corelib-tests");

    private static readonly Lazy<string[]> DotNet =
        new(() => Run("dotnet", Built("dotnet/bin/Behaviour.Host/debug/Behaviour.Host.dll")));

    private static void Compare(string[] dotNet, string[] ours)
    {
        Assert.True(dotNet.Length > 10_000);
        var difference = TranscriptComparison.FirstDifference(dotNet, ours);
        Assert.True(difference is null, difference);
    }

    /// <summary>This assembly lies in .build/dotnet/bin/PROJECT/CONFIGURATION.</summary>
    static string Built(string path) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../..", path));

    static string[] Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"ended with {process.ExitCode} after {lines.LastOrDefault()}: {errors.Result}");
        return lines;
    }
}
