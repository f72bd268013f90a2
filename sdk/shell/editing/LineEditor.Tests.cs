using System.Text;
using Diesis.Shell.Commands;
using Diesis.Shell.Sessions;
using Diesis.Tests;

namespace Diesis.Shell.Editing;

public sealed class LineEditorTests
{
    private readonly ShellSession _session = new(ExportedCommands.MakeTable(), new TextOutput());
    private readonly ScreenModel _screen;
    private readonly LineEditor _editor;

    public LineEditorTests() : this(40, 10) { }

    private LineEditorTests(int columns, int rows)
    {
        _screen = new ScreenModel(columns, rows);
        Completer completer = new(_session.Names, part => ((string[])["/etc/fstab", "/etc/hosts", "/home"]).Where(path => path.StartsWith(part, StringComparison.Ordinal)));
        _editor = new LineEditor(_screen, _session.Names, completer);
        _editor.Begin("> ");
    }

    private EditorResult Type(string keys) => Type(Encoding.UTF8.GetBytes(keys));

    private EditorResult Type(byte[] keys)
    {
        EditorResult result = EditorResult.Editing;
        foreach (byte key in keys)
        {
            Assert.Equal(EditorResult.Editing, result);
            result = _editor.Take(key);
        }
        return result;
    }

    private void Enter(string line)
    {
        Assert.Equal(EditorResult.Entered, Type(line + "\r"));
        _editor.Begin("> ");
    }

    private const string Left = "\e[D", Right = "\e[C", Up = "\e[A", Down = "\e[B", Home = "\e[H", End = "\e[F";

    [Theory]
    [InlineData("abc", "> abc|")]
    [InlineData("abc" + Left + "x", "> abx|c")]
    [InlineData("abc\x7f", "> ab|")]
    [InlineData("abc" + Home + "\e[3~x", "> x|bc")]
    [InlineData("abc" + Home + Right + "x" + End + "y", "> axbcy|")]
    [InlineData("one two\e[1;5Dx", "> one x|two")]
    [InlineData("one two\eb\ebx\efy", "> xoney| two")]
    [InlineData("one two\x17z", "> one z|")]
    [InlineData("one two\eb\x0b\x01\x19 ", "> two |one")]
    [InlineData("one two\eb\x15", "> |two")]
    [InlineData("ab\x14", "> ba|")]
    [InlineData("aé日本" + Left + "x", "> aé日x|本")]
    [InlineData("e\u0301x" + Left + "\x7fy", "> y|x")]
    [InlineData("😀x" + Left + Left + "y", "> y|😀x")]
    [InlineData("a\e[99~b\e[1;9Zc\x1d", "> abc|")]
    public void KeysChangeTheLine(string keys, string screen)
    {
        Type(keys);
        Assert.Equal(screen, _screen.TextWithCursor.Replace("\u0301", "", StringComparison.Ordinal));
    }

    [Fact]
    public void InvalidBytesAreReplacementCharacters()
    {
        Type([.. "a"u8, 0xff, .. "b"u8, 0xc3, .. "c"u8, 0xe2, 0x82, .. "d"u8]);
        Assert.StartsWith("> a\ufffdb", _screen.Text, StringComparison.Ordinal);
        Assert.EndsWith("d", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void LongLinesGoOnInTheNextRow()
    {
        LineEditorTests narrow = new(12, 6);
        narrow.Type("abcdefghijklmnop");
        Assert.Equal("> abcdefghi\njklmnop|", narrow._screen.TextWithCursor);
        narrow.Type(Home + "X");
        Assert.Equal("> X|abcdefgh\nijklmnop", narrow._screen.TextWithCursor);
        narrow.Type(End + "\x15" + "short");
        Assert.Equal("> short|", narrow._screen.TextWithCursor);
    }

    [Fact]
    public void WideCharactersAreNotCutAtTheEdge()
    {
        LineEditorTests narrow = new(8, 4);
        narrow.Type("日本語文字");
        Assert.Equal("> 日本\n語文字|", narrow._screen.TextWithCursor);
    }

    [Fact]
    public void WhatIsHigherThanTheScreenIsShownAroundTheCursor()
    {
        LineEditorTests low = new(20, 4);
        low.Type("[1,\r2,\r3,\r4,\r5");
        Assert.Equal("… 3,\n… 4,\n… 5|", low._screen.TextWithCursor);
        low.Type(Up + Up + Up + Up);
        Assert.StartsWith("> [|1,", low._screen.TextWithCursor, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOpenBracketAsksForMoreLines()
    {
        Assert.Equal(EditorResult.Editing, Type("fn f(x: int): int {\r"));
        Assert.Equal("> fn f(x: int): int {\n… |", _screen.TextWithCursor);
        Assert.Equal(EditorResult.Entered, Type("x * 2 }\r"));
        Assert.Equal("fn f(x: int): int {\nx * 2 }", _editor.Line);
        Assert.Equal("> fn f(x: int): int {\n… x * 2 }\n|", _screen.TextWithCursor);
    }

    [Fact]
    public void HistoryIsWalkedByPrefix()
    {
        foreach (string line in (string[])["1 + 1", "2 + 2", "1 + 3"]) Enter(line);
        Type(Up);
        Assert.EndsWith("> 1 + 3|", _screen.TextWithCursor, StringComparison.Ordinal);
        Type(Up + Up);
        Assert.EndsWith("> 1 + 1|", _screen.TextWithCursor, StringComparison.Ordinal);
        Type(Down + Down + Down);
        Assert.EndsWith("\n> |", _screen.TextWithCursor, StringComparison.Ordinal);
        Type("1" + Up + Up);
        Assert.EndsWith("> 1 + 1|", _screen.TextWithCursor, StringComparison.Ordinal);
        Type(Down + Down);
        Assert.EndsWith("> 1|", _screen.TextWithCursor, StringComparison.Ordinal);
    }

    [Fact]
    public void HistoryIsSearched()
    {
        foreach (string line in (string[])["let apple = 1", "let pear = 2", "apple + 1"]) Enter(line);
        Type("\x12" + "app");
        Assert.EndsWith("(search 'app') |apple + 1", _screen.TextWithCursor, StringComparison.Ordinal);
        Type("\x12");
        Assert.EndsWith("(search 'app') let |apple = 1", _screen.TextWithCursor, StringComparison.Ordinal);
        Type("x");
        Assert.Contains("(no 'appx')", _screen.Text, StringComparison.Ordinal);
        Type("\x7f" + End + "0");
        Assert.EndsWith("> apple + 10|", _screen.TextWithCursor, StringComparison.Ordinal);
        Type("\x15new\x12pear\x07");
        Assert.EndsWith("> new|", _screen.TextWithCursor, StringComparison.Ordinal);
    }

    [Fact]
    public void PastedTextIsTakenAsItIs()
    {
        Assert.Equal(EditorResult.Editing, Type("\e[200~1 +\r2\t\x03\e[201~"));
        Assert.Equal(EditorResult.Entered, Type("\r"));
        Assert.Equal("1 +\n2\t", _editor.Line);
    }

    [Fact]
    public void CtrlCGivesUpAndCtrlDEnds()
    {
        Assert.Equal(EditorResult.Interrupted, Type("abc\x03"));
        Assert.Equal("> abc\n|", _screen.TextWithCursor);
        _editor.Begin("> ");
        Assert.Equal(EditorResult.Editing, Type("a" + Left + "\x04"));
        Assert.Equal(EditorResult.EndOfInput, Type("\x04"));
    }

    [Fact]
    public void AnotherWidthIsAnotherLayout()
    {
        Type("abcdefghijklmnopqrst");
        _screen.Resize(12);
        _editor.Resize();
        Assert.EndsWith("> abcdefghi\njklmnopqrst|", _screen.TextWithCursor, StringComparison.Ordinal);
        _editor.Take((byte)'!');
        Assert.EndsWith("jklmnopqrst\n!|", _screen.TextWithCursor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upt\t", "uptime()|")]
    [InlineData("1..3 | wh\t", "1..3 | where(|")]
    [InlineData("\"a\" | spl\t", "\"a\" | split(|")]
    [InlineData("let number = 5\rnum\t", "number|")]
    [InlineData("[{ size: 4.KiB }] | where(f => f.si\t", "[{ size: 4.KiB }] | where(f => f.size|")]
    [InlineData("[{ size: 4.KiB }] | sortBy(f => f\t", "[{ size: 4.KiB }] | sortBy(f => f|")]
    [InlineData("4.Ki\t", "4.KiB|")]
    [InlineData("\"x\".upp\t", "\"x\".upper()|")]
    [InlineData("split(\"a\", sep\t", "split(\"a\", separator: |")]
    [InlineData("print(\"/etc/f\t", "print(\"/etc/fstab|")]
    [InlineData("whi\t", "while|")]
    [InlineData("help(uppe\t", "help(upper|")]
    [InlineData("let x: dur\t", "let x: duration|")]
    [InlineData("let x: list<str\t", "let x: list<str|")]
    [InlineData("fn f(a: commandH\t", "fn f(a: commandHelp|")]
    [InlineData("let x = split(text: upp\t", "let x = split(text: upper(|")]
    [InlineData("\"x\".replace(wi\t", "\"x\".replace(with: |")]
    [InlineData("print(\"/h\t", "print(\"/home|")]
    [InlineData("sleep(10.m\t", "sleep(10.m|")]
    [InlineData("for word in [\"a\"] { wor\t", "for word in [\"a\"] { word|")]
    [InlineData("zzz\t", "zzz|")]
    public void WordsAreCompletedByTheirTypes(string keys, string line)
    {
        if (keys.IndexOf('\r') is > 0 and int end)
        {
            Assert.Equal(RunStatus.Ok, _session.Run(keys[..end]));
            keys = keys[(end + 1)..];
        }
        Type(keys);
        Assert.EndsWith("> " + line, _screen.TextWithCursor.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralCandidatesAreShown()
    {
        Type("[{ size: 1, site: 2, name: 3 }][0].si\t");
        Assert.DoesNotContain("size  site", _screen.Text, StringComparison.Ordinal);
        Type("\t");
        Assert.Contains("site  size", _screen.Text, StringComparison.Ordinal);
        Assert.EndsWith("0].si|", _screen.TextWithCursor.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void CommandsThatDoNotTakeWhatComesAreNotOffered()
    {
        Type("5.s | \t");
        Assert.Contains("inSeconds()", _screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("where(", _screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("split(", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ColoursFollowTheWords()
    {
        byte[] colours = SyntaxColours.Of("let x = take(\"a\", 5) // why", _session.Names);
        Assert.Equal([35, 0, 34, 32, 36, 90], new[] { 0, 4, 8, 13, 18, 21 }.Select(at => (int)colours[at]));
        Assert.Equal(31, SyntaxColours.Of("nothing()", _session.Names)[0]);
    }

    [Fact]
    public void WhateverIsTypedTheScreenShowsTheLine() => Fuzzing.Run(seeds: 150, random =>
    {
        string[] keys = [Left, Right, Up, Down, Home, End, "\x7f", "\e[3~", "\x17", "\x0b", "\x19", "\x14", "\e[1;5D", "\t", "\e\r", "日", "é", "😀", "a", "(", ")", "\"", "{", "x.", " | ", "\x12", "\x07", "\e"];
        LineEditorTests test = new(9 + random.Next(30), 3 + random.Next(8));
        for (int i = 0; i < 60; i++)
        {
            if (random.Next(12) == 0) test._editor.Take((byte)random.Next(256));
            else foreach (byte b in Encoding.UTF8.GetBytes(keys[random.Next(keys.Length)])) test._editor.Take(b);
        }
        // Whatever came before, a screen that is drawn anew is the same as the one that grew.
        test.Type("\x07");
        string before = test._screen.TextWithCursor;
        test._editor.Resize();
        Assert.Equal(before, test._screen.TextWithCursor);
    });
}
