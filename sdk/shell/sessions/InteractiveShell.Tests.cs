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
}
