namespace Diesis.Shell.Sessions;

public sealed class EncodedLineTests
{
    [Theory]
    [InlineData("files(\"/etc\") | where(f => f.size > 4.KiB)")]
    [InlineData("let x = \"50% é日😀\"\nx")]
    [InlineData("")]
    [InlineData("%41 %zz %")]
    public void AWordIsTheLineAgain(string line)
    {
        string word = EncodedLine.Encode(line);
        Assert.DoesNotContain(word, char.IsWhiteSpace);
        Assert.True(EncodedLine.TryDecode(word, out string decoded));
        Assert.Equal(line, decoded);
    }

    [Fact]
    public void OtherWordsAreNoLines() => Assert.False(EncodedLine.TryDecode("quiet", out _));

    [Theory]
    [InlineData("exec=%4", "%4")]
    [InlineData("exec=%", "%")]
    [InlineData("exec=%zz1", "%zz1")]
    public void WhatIsWrittenWronglyStays(string word, string line)
    {
        Assert.True(EncodedLine.TryDecode(word, out string decoded));
        Assert.Equal(line, decoded);
    }
}
