using System.Diagnostics;
using System.Globalization;
using Diesis.Tests.Bench.Collector;

// The figures of .NET, in this process, beside ours, in the program that the project has built: a table for docs/design/garbage-collector.md.
List<(string Name, double Time)> dotNet = [];
Figures.Run((name, time) => dotNet.Add((name, time)));

var ours = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../targets/corelib-linux-x86_64/corelib-tests"));
using var process = Process.Start(new ProcessStartInfo(ours, ["figures"]) { RedirectStandardOutput = true })!;
var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
process.WaitForExit();
if (process.ExitCode != 0 || lines.Length != dotNet.Count)
{
    Console.Error.WriteLine($"{ours} ended with {process.ExitCode} after {lines.Length} figures");
    return 1;
}

Console.WriteLine("| | here | .NET |\n|---|---|---|");
foreach (var (line, (name, time)) in lines.Zip(dotNet))
    Console.WriteLine($"| {name} | {Text(double.Parse(line, CultureInfo.InvariantCulture))} | {Text(time)} |");
return 0;

static string Text(double nanoseconds) => nanoseconds < 1e5
    ? string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.0} ns")
    : string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.0} ms");
