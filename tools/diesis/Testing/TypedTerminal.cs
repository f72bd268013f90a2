using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>
/// Sits at a machine whose system is <see cref="Systems.Terminal"/>: types at its keyboard and looks at its screen. What <c>samples/echo</c> has read it says on the console, so that nothing is
/// waited for but what happens.
/// </summary>
internal sealed class TypedTerminal(string suite, MonitorSocket monitor, CancellationToken cancel)
{
    public const string Test = "SystemTests.WhatIsTypedIsReadAndShown";

    /// <summary>What is typed on a German keyboard, by QEMU's names of keys, and what that is.</summary>
    private static readonly (string[][] Keys, string Line)[] Lines =
    [
        ([["h"], ["a"], ["l"], ["l"], ["apostrophe"], ["spc"], ["shift", "d"], ["y"]], "hallä Dz"),
        // AltGr, a dead key, and one that is taken back.
        ([["alt_r", "q"], ["grave_accent"], ["e"], ["x"], ["backspace"], ["shift", "7"], ["less"]], "@ê/<"),
    ];

    private const string End = "end";

    private Task _typing = Task.CompletedTask;
    private int _line;
    private string? _failure;
    private bool _hasPassed;

    public LineMeaning Read(string line)
    {
        if (line.Contains("echo: there is a terminal", StringComparison.Ordinal))
        {
            Begin(() => Type(Lines[0].Keys));
            return LineMeaning.Advance;
        }
        if (_line >= Lines.Length || line.IndexOf("echo: ", StringComparison.Ordinal) is not (>= 0 and var at)) return LineMeaning.Nothing;
        var said = line[(at + "echo: ".Length)..];
        if (said != Lines[_line].Line) return Fail($"typed was \"{Lines[_line].Line}\", read was \"{said}\"");
        _line++;
        Begin(_line < Lines.Length ? () => Type(Lines[_line].Keys) : LookAndEnd);
        return LineMeaning.Advance;
    }

    private LineMeaning Fail(string why)
    {
        _failure ??= why;
        return LineMeaning.Enough;
    }

    /// <summary>One after the other: the console goes on being read meanwhile.</summary>
    private void Begin(Func<Task> next) => _typing = _typing.ContinueWith(async before =>
    {
        try
        {
            await next();
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            _failure ??= failure.Message;
        }
    }, cancel).Unwrap();

    private async Task Type(string[][] keys)
    {
        if (_line == 0) await monitor.Connect(cancel);
        // A keyboard holds sixteen codes: none is pressed before the one before it was let go.
        foreach (var together in keys.Append(["ret"]))
        {
            await monitor.Press(cancel, together);
            await Task.Delay(KeyTime, cancel);
        }
    }

    /// <summary>QEMU holds a key for 100 ms.</summary>
    private static readonly TimeSpan KeyTime = TimeSpan.FromMilliseconds(150);

    /// <summary>The screen shows what was typed, and each line again below it.</summary>
    private async Task LookAndEnd()
    {
        var expected = Lines.SelectMany(line => new[] { "> " + line.Line, line.Line }).Append(">").ToArray();
        IReadOnlyList<string> rows = [];
        // It is drawn when it is written; QEMU may show it a little later.
        for (var tries = 0; tries < 20 && !_hasPassed; tries++)
        {
            rows = ScreenPicture.Parse(await monitor.ReadScreen(cancel)).Rows;
            _hasPassed = Contains(rows, expected);
            if (!_hasPassed) await Task.Delay(KeyTime, cancel);
        }
        if (!_hasPassed) _failure ??= $"the screen shows\n{string.Join('\n', rows.Where(row => row.Length > 0))}";
        await Type([.. End.Select(letter => new[] { letter.ToString() })]);
    }

    /// <summary>Rows one below the other; the cursor hides what it stands on.</summary>
    private static bool Contains(IReadOnlyList<string> rows, string[] expected) =>
        Enumerable.Range(0, Math.Max(0, rows.Count - expected.Length + 1)).Any(first => expected.Select((row, i) => rows[first + i].TrimEnd('\uFFFD', ' ') == row).All(isSame => isSame));

    public TestResult Close(GuestEnd end) =>
        new(suite, Test, _failure is null && _hasPassed && end.ExitCode is not null ? null : $"{_failure ?? "the machine did not come to its end."}\n{end.Explain(40)}");
}
