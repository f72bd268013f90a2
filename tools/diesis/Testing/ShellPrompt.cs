using System.Net.Sockets;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>
/// Sits at a machine that runs the usual system: at the other end of its serial line and at its screen, with a shell at each. Nothing is waited for but what is to be seen.
/// </summary>
internal sealed class ShellPrompt(string suite, Architecture architecture, MonitorSocket monitor, CancellationToken cancel) : IDisposable
{
    public const string Test = "SystemTests.SomebodySitsAtAShell";

    private const string Prompt = "♯";

    /// <summary>What a machine whose host has other things to do may take for a line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(150);

    private readonly SerialSeat _serial = new();
    private Task? _sitting;
    private string? _failure;
    private bool _hasPassed;

    public string Console => _serial.Console;

    /// <summary>The machine is there when it says something.</summary>
    public LineMeaning Read(string line)
    {
        _sitting ??= Sit();
        return _failure is not null ? LineMeaning.Enough : LineMeaning.Advance;
    }

    private async Task Sit()
    {
        try
        {
            await monitor.Connect(cancel);
            await _serial.Connect(cancel);
            await SitAtTheLine();
            var screen = new ScreenSeat(monitor);
            await SitAtTheScreen(screen);
            _hasPassed = true;
            await screen.Type("shutdown()\r", cancel);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or SocketException)
        {
            _failure = failure.Message;
            await monitor.Quit(cancel);
        }
    }

    private async Task SitAtTheLine()
    {
        await Expect(_serial, Prompt);
        // A name is completed, and what it is given is known: a table.
        await _serial.Type("let mine = 1..3 | sel\t", cancel);
        await Expect(_serial, $"{Prompt} let mine = 1..3 | select");
        await _serial.Type("(x => { number: x, square: x * x })\rmine\r", cancel);
        await Expect(_serial, "number  square", "     1       1", "     2       4", "     3       9", Prompt);
        // A path is.
        await _serial.Type("files(\"/sys\t", cancel);
        await Expect(_serial, $"{Prompt} files(\"/system/");
        // What was begun is given up, and a line that would never end is ended.
        await _serial.Type("\x03while true { }\r", cancel);
        await Expect(_serial, $"{Prompt} while true {{ }}", "");
        await Task.Delay(Pause, cancel);
        await _serial.Type("\x03", cancel);
        await Expect(_serial, "cancelled", Prompt);
        await _serial.Type("\e[A\e[A\e[A", cancel);
        await Expect(_serial, $"{Prompt} let mine = 1..3 | select(x => {{ number: x, square: x * x }})");
        // Who leaves finds another shell, which knows nothing of that one.
        await _serial.Type("\x15" + "exit()\rmine\r", cancel);
        await Expect(_serial, "error: there is no variable 'mine'", "  mine", "  ^^^^", Prompt);
    }

    private async Task SitAtTheScreen(ScreenSeat screen)
    {
        await Expect(screen, Prompt);
        await screen.Type("\"hallä ê\" | len\t\r", cancel);
        await Expect(screen, $"{Prompt} \"hallä ê\" | length()", "7", Prompt);
        await screen.Type("mine\r", cancel);
        await Expect(screen, "error: there is no variable 'mine'", "  mine", "  ^^^^", Prompt);
    }

    /// <summary>Waits until these rows are the last ones, the cursor's among them.</summary>
    private async Task Expect(ISeat seat, params string[] last)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            var rows = (await seat.Look(cancel)).Select(row => row.TrimEnd('\uFFFD', ' ')).ToList();
            var end = rows.FindLastIndex(row => row.Length > 0) + 1;
            // An empty row is one that the cursor is in.
            if (last[^1].Length == 0) end++;
            if (end >= last.Length && rows.Take(end).TakeLast(last.Length).SequenceEqual(last)) return;
            if (DateTime.UtcNow > deadline) throw new IOException($"expected was\n{string.Join('\n', last)}\nbut there is\n{string.Join('\n', rows.Take(end))}");
            await Task.Delay(Pause, cancel);
        }
    }

    public TestResult Close(GuestEnd end) => new(suite, Test,
        _failure is null && _hasPassed && end.ExitCode is { } code && GuestExit.Status(architecture, code) == 0 ? null : $"{_failure ?? $"the machine did not come to its end ({end.ExitCode})."}\n{end.Explain(40)}");

    public void Dispose() => _serial.Dispose();
}
