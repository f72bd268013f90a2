using System.Threading.Channels;
using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>
/// Sits at a machine whose system is <see cref="Systems.Survival"/>, on which what the terminal stands on is ended after each line that is typed. A key that is pressed while nobody listens is
/// lost, as it would be for anybody: then the line is typed again. The next line, and its place on the screen, have to come.
/// </summary>
internal sealed class SurvivingTerminal(string suite, MonitorSocket monitor, CancellationToken cancel)
{
    public const string Test = "SystemTests.ATerminalSurvivesItsDrivers";

    /// <summary>Each of the three is ended so often.</summary>
    private const int Rounds = 2 * 3;
    private const int MostTries = 10;

    private static readonly TimeSpan KeyTime = TimeSpan.FromMilliseconds(150), Patience = TimeSpan.FromSeconds(4);

    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private Task? _sitting;
    private string? _failure;
    private bool _hasPassed;

    public LineMeaning Read(string line)
    {
        if (line.IndexOf("survivor: ", StringComparison.Ordinal) is >= 0 and var at)
        {
            _ = _said.Writer.TryWrite(line[(at + "survivor: ".Length)..]);
            _sitting ??= Sit();
            return LineMeaning.Advance;
        }
        return _failure is not null ? LineMeaning.Enough : LineMeaning.Nothing;
    }

    private async Task Sit()
    {
        try
        {
            await monitor.Connect(cancel);
            await _said.Reader.ReadAsync(cancel);
            for (var round = 0; round < Rounds; round++)
            {
                await ExpectOnScreen($"line {round}:");
                await TypeUntil("again", $"line {round + 1}");
            }
            await ExpectOnScreen($"line {Rounds}:");
            _hasPassed = true;
            // It may have to be typed again, too, until the machine ends.
            for (var tries = 0; tries < MostTries; tries++) await TypeWord("end");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            if (!_hasPassed) _failure = failure.Message;
        }
    }

    private async Task TypeUntil(string word, string said)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            await TypeWord(word);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            try
            {
                if (await _said.Reader.ReadAsync(patience.Token) is var heard && heard != said) throw new IOException($"it said \"{heard}\" and not \"{said}\"");
                return;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                await Press("ret");
            }
        }
        throw new IOException($"typed in vain after the last of \"{said}\"");
    }

    private async Task TypeWord(string word)
    {
        foreach (var letter in word) await Press(letter.ToString());
        await Press("ret");
    }

    private async Task Press(string key)
    {
        await monitor.Press(cancel, key);
        await Task.Delay(KeyTime, cancel);
    }

    private async Task ExpectOnScreen(string row)
    {
        IReadOnlyList<string> rows = [];
        for (var tries = 0; tries < 40; tries++)
        {
            rows = ScreenPicture.Parse(await monitor.ReadScreen(cancel)).Rows;
            if (rows.Count > 0 && rows[0] == row) return;
            await Task.Delay(KeyTime, cancel);
        }
        throw new IOException($"the screen does not show \"{row}\", but\n{string.Join('\n', rows.Where(one => one.Length > 0))}");
    }

    public TestResult Close(GuestEnd end) =>
        new(suite, Test, _failure is null && _hasPassed && end.ExitCode is not null ? null : $"{_failure ?? "the machine did not come to its end."}\n{end.Explain(40)}");
}
