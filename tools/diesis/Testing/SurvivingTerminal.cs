using System.Threading.Channels;
using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>
/// Sits at a machine whose system is <see cref="Systems.Survival"/>, on which what the terminal stands on is ended after each line that is typed. A key that is pressed while nobody listens is
/// lost, as it would be for anybody: then the line is typed again. The next line, and its place on the screen, have to come. In the end drivers of keyboards end at any moment while single letters are
/// typed, none of which may come twice, or before one that was typed before it.
/// </summary>
/// <param name="kills">How often drivers of keyboards end while letters are typed; null for a few.</param>
internal sealed class SurvivingTerminal(string suite, MonitorSocket monitor, int? kills, CancellationToken cancel)
{
    public const string Test = "SystemTests.ATerminalSurvivesItsDrivers";

    /// <summary>Each of the four is ended once, and the first again.</summary>
    private const int Rounds = 5;
    private const int UsualKills = 8;
    private const int MostTries = 10;

    /// <summary>So many letters one after the other that do not come are no accident.</summary>
    private const int MostLost = 25;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

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
            await TypeUntil("count", "counts");
            await TypeLetters();
            _hasPassed = true;
            // It may have to be typed again, too, until the machine ends.
            for (var tries = 0; tries < MostTries * MostTries; tries++) await Press("dot");
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

    /// <summary>One letter after the other, in the order of the alphabet, each when the one before has come or does not come any more.</summary>
    private async Task TypeLetters()
    {
        int pressed = 0, heard = -1, ends = 0;
        while (ends < (kills ?? UsualKills))
        {
            await Press(Letters[pressed % Letters.Length].ToString());
            if (++pressed - heard > MostLost) throw new IOException($"{MostLost} letters were typed in vain after letter {heard}, and {ends} ends");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(KeyTime * 4);
            try
            {
                do
                {
                    var words = (await _said.Reader.ReadAsync(patience.Token)).Split(' ');
                    if (words is not ["key", [var letter], var count] || !int.TryParse(count, out ends)) throw new IOException($"it said \"{string.Join(' ', words)}\" and no letter");
                    var next = heard + 1;
                    while (next < pressed && Letters[next % Letters.Length] != letter) next++;
                    if (next == pressed) throw new IOException($"'{letter}' came and was not typed: it comes twice, or late, after {heard + 1} letters and {ends} ends");
                    heard = next;
                }
                while (heard < pressed - 1);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                // Nobody listened.
            }
        }
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
