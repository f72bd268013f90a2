using System.Text;
using Diesis.Servers.Terminals;

namespace Diesis.Tests;

public class TerminalOptionTests
{
    [Theory]
    [InlineData("", TerminalPlace.Anywhere, 0, 0)]
    [InlineData("screen", TerminalPlace.Screen, 0, 0)]
    [InlineData("serial", TerminalPlace.Serial, 0, 0)]
    [InlineData("serial:120x40", TerminalPlace.Serial, 120, 40)]
    [InlineData("serial:0x40", TerminalPlace.Anywhere, 0, 0)]
    [InlineData("serial:x", TerminalPlace.Anywhere, 0, 0)]
    [InlineData("serial:", TerminalPlace.Anywhere, 0, 0)]
    [InlineData("serialx", TerminalPlace.Anywhere, 0, 0)]
    [InlineData("serial:70000x1", TerminalPlace.Anywhere, 0, 0)]
    [InlineData("window", TerminalPlace.Anywhere, 0, 0)]
    public void TheCommandLineSaysWhereItIs(string value, TerminalPlace place, int columns, int rows)
    {
        TerminalOption option = TerminalOption.Parse(Encoding.ASCII.GetBytes(value));
        Assert.Equal((place, columns, rows), (option.Place, option.Size.Columns, option.Size.Rows));
    }
}
