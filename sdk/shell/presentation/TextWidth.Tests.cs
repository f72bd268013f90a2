namespace Diesis.Shell.Presentation;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("日本", 4)]
    [InlineData("한글", 4)]
    [InlineData("😀", 2)]
    [InlineData("a\u200bb", 2)]
    [InlineData("…", 1)]
    public void CharactersTakeCells(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Fact]
    public void HalfACharacterIsAReplacement() => Assert.Equal(2, TextWidth.Of("\ud800a"));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    public void WhatIsTooWideIsCut(string text, int columns, string cut) => Assert.Equal(cut, TextWidth.Cut(text, columns));
}
