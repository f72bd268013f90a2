using Diesis.Contracts.Files;

namespace Diesis.Tests.Files;

public sealed class FilePathTests
{
    [Theory]
    [InlineData("", ""), InlineData("/", ""), InlineData("//", ""), InlineData(".", ""), InlineData("..", ""), InlineData("/../..", "")]
    [InlineData("a", "a"), InlineData("/a/", "a"), InlineData("a//b", "a/b"), InlineData("./a/./b/.", "a/b"), InlineData("a/../b", "b"), InlineData("../a", "a")]
    [InlineData("a/b/../../../c", "c"), InlineData("a/b/..", "a"), InlineData("...", "..."), InlineData(".a", ".a"), InlineData("ab/..c", "ab/..c")]
    public void APathHasOneCanonicalForm(string path, string expected)
    {
        Assert.Equal(FileStatus.Ok, FilePath.Normalize(path, out string canonical));
        Assert.Equal(expected, canonical);
        Assert.True(FilePath.IsCanonical(canonical));
        Assert.Equal(path == expected, FilePath.IsCanonical(path));
    }

    [Fact]
    public void WhatIsNoNameIsInNoPath()
    {
        foreach (string path in new[] { "a\0b", "x/\ud800/y", "\udc00\ud800" })
        {
            Assert.Equal(FileStatus.BadName, FilePath.Normalize(path, out _));
            Assert.False(FilePath.IsCanonical(path));
        }
        Assert.True(FilePath.IsCanonical("x/\ud83d\ude00/y"));
    }

    [Fact]
    public void NamesAndPathsHaveALongest()
    {
        string name = new('n', FilePath.MostNameLength), path = string.Join('/', Enumerable.Repeat(name, 4));
        Assert.Equal(FileStatus.Ok, FilePath.Normalize(path, out _));
        Assert.True(FilePath.IsCanonical(path));
        Assert.Equal(FileStatus.BadName, FilePath.Normalize(name + "n", out _));
        Assert.False(FilePath.IsCanonical(name + "n"));
        Assert.Equal(FileStatus.BadName, FilePath.Normalize(path + "/xx", out _));
    }

    [Fact]
    public void WhatIsWithinAFolderIsSo()
    {
        Assert.True(FilePath.IsWithin("a/b", "a", out string rest));
        Assert.Equal("b", rest);
        Assert.True(FilePath.IsWithin("a", "a", out rest));
        Assert.Equal("", rest);
        Assert.True(FilePath.IsWithin("a/b", "", out rest));
        Assert.Equal("a/b", rest);
        Assert.False(FilePath.IsWithin("ab", "a", out _));
        Assert.False(FilePath.IsWithin("a", "a/b", out _));
    }
}
