using System.Text.RegularExpressions;

namespace Diesis.Tools.Measuring;

/// <summary>One measured value. What is written as JSON.</summary>
internal sealed record Measurement(string Group, string Name, ulong Value, string Unit)
{
    /// <summary>The most that it should be, if there is such an aim.</summary>
    public ulong? Aim { get; init; }

    public bool MeetsAim => Aim is not { } aim || Value <= aim;
}

/// <summary>
/// What the console of a measuring kernel tells. The other end of the protocol, with its description, is
/// tests/framework/BenchmarkRunner.cs.
/// </summary>
internal abstract partial record BenchmarkEvent
{
    private BenchmarkEvent() { }

    public sealed record Measured(Measurement Measurement) : BenchmarkEvent;

    /// <summary>This machine cannot do it.</summary>
    public sealed record Skipped(string Group, string Name) : BenchmarkEvent;

    public sealed record Done : BenchmarkEvent;

    /// <returns>Null for a line that is not about measurements.</returns>
    public static BenchmarkEvent? Parse(string line)
    {
        if (RowPattern().Match(line) is { Success: true } row)
        {
            return new Measured(new Measurement(row.Groups["group"].Value, row.Groups["name"].Value,
                ulong.Parse(row.Groups["value"].ValueSpan), row.Groups["unit"].Value)
            {
                Aim = row.Groups["aim"].Success ? ulong.Parse(row.Groups["aim"].ValueSpan) : null,
            });
        }
        if (SkippedPattern().Match(line) is { Success: true } skipped) return new Skipped(skipped.Groups[1].Value,
            skipped.Groups[2].Value);
        return DonePattern().IsMatch(line) ? new Done() : null;
    }

    [GeneratedRegex(@"\[bench\] (?<group>[a-z0-9_]+) (?<name>[a-z0-9_]+) (?<value>[0-9]{1,19})"
        + @" (?<unit>[a-z]+)( aim (?<aim>[0-9]{1,19}))?\s*$")]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"\[bench\] skipped ([a-z0-9_]+) ([a-z0-9_]+)\s*$")]
    private static partial Regex SkippedPattern();

    [GeneratedRegex(@"\[bench\] done\s*$")]
    private static partial Regex DonePattern();
}
