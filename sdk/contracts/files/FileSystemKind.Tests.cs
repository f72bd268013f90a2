using Diesis.Contracts.Files;

namespace Diesis.Tests.Files;

public sealed class FileSystemKindTests
{
    [Theory, InlineData("initfs", FileSystemKind.Initfs), InlineData("tmpfs", FileSystemKind.Tmpfs), InlineData("fat32", FileSystemKind.Fat32), InlineData("9p", FileSystemKind.NineP)]
    public void AKindHasTheNumberThatManifestsName(string kind, ulong expected)
    {
        Assert.True(FileSystemKind.TryGet(kind, out ulong contract));
        Assert.Equal(expected, contract);
    }

    [Theory, InlineData(""), InlineData("ninechars"), InlineData("A"), InlineData("a b"), InlineData("ä")]
    public void WhatCannotBeAKindIsNone(string kind) => Assert.False(FileSystemKind.TryGet(kind, out _));
}
