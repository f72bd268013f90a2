namespace Diesis.Virtio9p.Protocol;

/// <summary>What a file is, whatever it is called: a <c>qid</c>. Plan 9, intro(5), and 9P2000.L for links.</summary>
/// <param name="Path">No two files have the same, as long as they are there.</param>
internal readonly record struct FileIdentity(byte Kind, uint Version, ulong Path)
{
    private const byte Folder = 0x80, Link = 0x02;

    public bool IsFolder => (Kind & Folder) != 0;
    public bool IsLink => (Kind & Link) != 0;
}
