using Diesis.Contracts.Files;

namespace Diesis.Tests.Files;

public sealed class FolderEntryTests
{
    [Fact]
    public void EntriesComeOutAsTheyWentIn()
    {
        byte[] room = new byte[200];
        Span<byte> rest = room;
        Assert.True(FolderEntry.TryWrite(ref rest, "ä", new() { Size = 3 }));
        Assert.True(FolderEntry.TryWrite(ref rest, "folder", new() { Kind = FileKind.Folder }));
        Assert.False(FolderEntry.TryWrite(ref rest, new string('x', 100), default));
        ReadOnlySpan<byte> entries = room.AsSpan(0, room.Length - rest.Length);
        Assert.True(FolderEntry.TryRead(ref entries, out string name, out FileFacts facts));
        Assert.Equal(("ä", 3u), (name, facts.Size));
        Assert.True(FolderEntry.TryRead(ref entries, out name, out facts));
        Assert.Equal(("folder", true), (name, facts.IsFolder));
        Assert.False(FolderEntry.TryRead(ref entries, out _, out _));
    }

    /// <summary>Whoever keeps files may say anything.</summary>
    [Fact]
    public void AnEntryThatIsCutOffIsNone()
    {
        byte[] room = new byte[200];
        Span<byte> rest = room;
        Assert.True(FolderEntry.TryWrite(ref rest, "name", new() { ModifiedTicks = -1 }));
        int whole = room.Length - rest.Length;
        for (int bytes = 0; bytes < whole; bytes++)
        {
            ReadOnlySpan<byte> entries = room.AsSpan(0, bytes);
            Assert.False(FolderEntry.TryRead(ref entries, out _, out _));
        }
        ReadOnlySpan<byte> all = room;
        Assert.True(FolderEntry.TryRead(ref all, out _, out FileFacts facts));
        Assert.Equal(default, facts.Modified);
    }
}
