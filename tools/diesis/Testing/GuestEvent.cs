using System.Text.RegularExpressions;

namespace Diesis.Tools.Testing;

/// <summary>
/// An event of the tests that run in the kernel, as a line of its console tells it. The other end of the protocol, with
/// its description, is tests/framework/TestRunner.cs.
/// </summary>
internal abstract partial record GuestEvent
{
    private GuestEvent() { }

    public sealed record Begun(string Test) : GuestEvent;

    /// <summary>What a test found, for the host to judge.</summary>
    public sealed record Said(string Text) : GuestEvent;

    /// <summary>The beginning of that, where it is too long for a line.</summary>
    public sealed record SaidPart(string Text) : GuestEvent;

    public sealed record Passed(string Test) : GuestEvent;

    public sealed record Failed(string Test, string Reason) : GuestEvent;

    /// <summary>
    /// A test that has to be run alone, in a machine of its own, and ends in a report with these texts, in this order.
    /// </summary>
    public sealed record Separate(string Test, IReadOnlyList<string> Expected) : GuestEvent;

    /// <summary>The test that was asked for does not exist.</summary>
    public sealed record Unknown(string Test) : GuestEvent;

    public sealed record Done(int PassedCount, int FailedCount) : GuestEvent;

    /// <returns>Null for a line that is not about tests.</returns>
    public static GuestEvent? Parse(string line)
    {
        var match = LinePattern().Match(line);
        if (!match.Success) return null;
        var rest = match.Groups["rest"].Value;
        return match.Groups["word"].Value switch
        {
            "begin" => new Begun(rest),
            "says" => new Said(rest),
            "part" => new SaidPart(rest),
            "pass" => new Passed(rest),
            "fail" =>
                rest.Split(": ", 2) is [var test, var reason]
                ? new Failed(test, reason) : new Failed(rest.TrimEnd(':'), "no reason given"),
            "separate" => ParseSeparate(rest),
            "unknown" => new Unknown(rest),
            "done" => ParseDone(rest),
            _ => null,
        };
    }

    private static Separate? ParseSeparate(string rest) =>
        rest.Split(" expects ", 2) is [var test, var texts]
            ? new Separate(test, [.. QuotedPattern().Matches(texts).Select(text => text.Groups[1].Value)]) : null;

    private static Done? ParseDone(string rest) =>
        DonePattern().Match(rest) is { Success: true } counts
            ? new Done(int.Parse(counts.Groups[1].ValueSpan), int.Parse(counts.Groups[2].ValueSpan)) : null;

    [GeneratedRegex(@"\[test\] (?<word>[a-z]+) (?<rest>.*\S)\s*$")]
    private static partial Regex LinePattern();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex QuotedPattern();

    [GeneratedRegex("^([0-9]{1,9}) passed, ([0-9]{1,9}) failed")]
    private static partial Regex DonePattern();
}
