using System.Text;
using Diesis.Servers.Terminals;

namespace Diesis.Tests;

public class SizeQuestionTests
{
    private readonly SizeQuestion _question = new();

    private string Take(string text)
    {
        StringBuilder typed = new();
        Span<byte> room = stackalloc byte[SizeQuestion.MostTyped];
        foreach (byte value in Encoding.ASCII.GetBytes(text)) _ = typed.Append(Encoding.ASCII.GetString(room.Slice(0, _question.Take(value, room))));
        return typed.ToString();
    }

    [Fact]
    public void TheAnswerIsTakenOutOfWhatIsTyped()
    {
        _question.Ask();
        Assert.Equal("ls\e[Ax", Take("ls\e[A\e[48;132Rx"));
        Assert.Equal((48, 132, false), (_question.Rows, _question.Columns, _question.IsOpen));
        // Nobody has asked any more.
        Assert.Equal("\e[1;2R", Take("\e[1;2R"));
        Assert.Equal(48, _question.Rows);
    }

    [Theory]
    [InlineData("\e[0;5R")]
    [InlineData("\e[;R")]
    [InlineData("\e[99999;5R")]
    [InlineData("\e[1;5;1R")]
    [InlineData("\e[1;5X")]
    [InlineData("\eOA")]
    [InlineData("plain")]
    public void WhatIsNoAnswerWasTyped(string text)
    {
        _question.Ask();
        Assert.Equal(text, Take(text));
        Assert.True(_question.IsOpen);
    }

    [Fact]
    public void WhatIsHeldWhenNobodyAnswersWasTyped()
    {
        _question.Ask();
        Assert.Equal("", Take("\e"));
        Span<byte> room = stackalloc byte[SizeQuestion.MostTyped];
        Assert.Equal(1, _question.GiveUp(room));
        Assert.Equal(0x1B, room[0]);
    }
}
