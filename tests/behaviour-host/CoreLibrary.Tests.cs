using System.Diagnostics;

namespace Diesis.Tests.Behaviour;

public class CoreLibraryTests
{
    /// <summary>The number that the guest's test expects is the one that .NET gives.</summary>
    [Fact]
    public void TheExpectedFingerprintIsThatOfDotNet()
        => Assert.Equal($"{HostTranscript.CoreFingerprint():x16}", $"{HostTranscript.ExpectedCoreFingerprint:x16}");

    [Fact]
    public void BehavesOnLinuxAsDotNetDoes()
    {
        var difference = TranscriptComparison.FirstDifference(HostTranscript.Write(), RunOurs());
        Assert.True(difference is null, difference);
    }

    [Fact]
    public void ADifferenceIsToldWithBothSides()
    {
        Assert.Null(TranscriptComparison.FirstDifference(["a", "b"], ["a", "b"]));
        Assert.Equal("line 2\n  .NET: b\n  here: c", TranscriptComparison.FirstDifference(["a", "b"], ["a", "c"]));
        Assert.StartsWith("ends after 1 lines of 2", TranscriptComparison.FirstDifference(["a", "b"], ["a"]));
        Assert.StartsWith("goes on after the 1 lines", TranscriptComparison.FirstDifference(["a"], ["a", "b"]));
    }

    /// <summary>The program that targets/corelib-linux-x86_64 makes; this project has it built.</summary>
    static string[] RunOurs()
    {
        // This assembly lies in .build/dotnet/bin/PROJECT/CONFIGURATION.
        var built = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
        var program = Path.Combine(built, "targets/corelib-linux-x86_64/corelib-tests");
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"ended with {process.ExitCode} after {lines.LastOrDefault()}: {errors.Result}");
        return lines;
    }
}
