using System.Text;
using Diesis.Shell.Commands;
using Diesis.Shell.Editing;

namespace Diesis.Shell.Sessions;

public sealed class InteractiveShellTests
{
    private readonly ScreenModel _screen = new(40, 12);
    private readonly InteractiveShell _shell;

    public InteractiveShellTests()
    {
        _shell = new InteractiveShell(ExportedCommands.MakeTable(), _screen);
        _shell.Begin();
    }

    private void Type(string keys)
    {
        foreach (byte key in Encoding.UTF8.GetBytes(keys)) _shell.Take(key);
    }

    [Fact]
    public void LinesAreRunAndPromptedForAgain()
    {
        Type("let x = 20\rx + 1\r1..2 | select(n => { n: n, twice: 2 * n })\r");
        Assert.Equal("♯ let x = 20\n♯ x + 1\n21\n♯ 1..2 | select(n => { n: n, twice: 2 *\n n })\nn  twice\n1      2\n2      4\n♯ |", _screen.TextWithCursor);
    }

    [Fact]
    public void MistakesAreShownAndTheLineComesBackWithUp()
    {
        Type("1 +* 2\r");
        Assert.Equal("♯ 1 +* 2\nerror: a value is missing here\n  1 +* 2\n     ^\n♯ |", _screen.TextWithCursor);
        Type("\e[A\x7f\x7f\x7f 2\r");
        Assert.EndsWith("♯ 1 + 2\n3\n♯ |", _screen.TextWithCursor, StringComparison.Ordinal);
        Assert.Equal(0, _shell.Status);
    }

    [Fact]
    public void HistoryIsWhatWasTyped()
    {
        Type("1\r2\rhistory() | join(\" \")\r");
        Assert.Contains("\n1 2 history() | join(\" \")\n", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ItEndsByExitAndByTheEndOfInput()
    {
        Type("exit(3)\rignored\r");
        Assert.True(_shell.IsOver);
        Assert.Equal(3, _shell.Status);
        InteractiveShellTests other = new();
        other.Type("\x04");
        Assert.True(other._shell.IsOver);
    }

    [Fact]
    public async Task CtrlCEndsALineThatRuns()
    {
        Task running = Task.Run(() => Type("while true { }\r"));
        while (await Task.WhenAny(running, Task.Delay(1)) != running) _shell.Interrupt();
        Assert.Equal("♯ while true { }\ncancelled\n♯ |", _screen.TextWithCursor);
        Type("1\r");
        Assert.EndsWith("1\n♯ |", _screen.TextWithCursor, StringComparison.Ordinal);
    }

    /// <summary>A terminal at which somebody types q after a while.</summary>
    private sealed class KeyedScreen(ScreenModel screen, int looks) : IEditorTerminal, IKeySource
    {
        private int _left = looks;
        public int Columns => screen.Columns;
        public int Rows => screen.Rows;
        public void Write(string text) => screen.Write(text);

        public bool TryReadKey(int milliseconds, out byte key)
        {
            Thread.Sleep(milliseconds);
            key = (byte)'q';
            return --_left <= 0;
        }
    }

    [Fact]
    public void WhatIsWatchedIsShownInTheSamePlaceUntilQ()
    {
        InteractiveShell shell = new(ExportedCommands.MakeTable(), new KeyedScreen(_screen, looks: 4));
        shell.Begin();
        foreach (byte key in Encoding.UTF8.GetBytes("var n = 0; fn next(): int { n += 1; n }\rwatch(() => [next(), 0], 100.ms)\r")) shell.Take(key);
        Assert.Equal(0, shell.Status);
        string[] lines = _screen.Text.Split('\n');
        Assert.InRange(int.Parse(lines[0]), 2, 5);
        Assert.Equal("0", lines[1]);
        Assert.Equal("♯", lines[2].Trim());
    }

    [Fact]
    public void JobsThatHaveEndedAreToldBeforeThePrompt()
    {
        Type("6 * 7 &\r");
        Assert.Contains("\n[1] 6 * 7\n", _screen.Text, StringComparison.Ordinal);
        while (!_screen.Text.Contains("[1] done: 6 * 7", StringComparison.Ordinal)) Type("\x0c1\r");
        Type("wait(1)\r");
        Assert.Contains("\n42\n", _screen.Text, StringComparison.Ordinal);
    }
}
