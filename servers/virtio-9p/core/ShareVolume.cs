using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Virtio9p.Protocol;

namespace Diesis.Virtio9p;

/// <summary>A folder of the host, for reading. Nothing is kept of it but what somebody has open: what the host changes is seen the next time.</summary>
internal sealed class ShareVolume : IVolume<ShareNode>, IShowingVolume<ShareNode>
{
    /// <summary>Numbers of files that can be in use: each is a file that the host has open for this machine.</summary>
    private const int MostNumbers = 4096;

    /// <summary>Of a folder's entries at a time: about as much as fits into what one call lists.</summary>
    private const uint ListBytes = 4096;

    /// <summary>A folder in which so many come one after the other that cannot be named leads in circles.</summary>
    private const int MostSkipped = 16 * 1024;

    private readonly ShareClient _client;
    private readonly Stack<uint> _free = [];
    private uint _nextNumber;

    /// <summary>By these what is in folders is described.</summary>
    private readonly uint _firstForLists;

    private ShareVolume(ShareClient client, FileIdentity root)
    {
        _client = client;
        Root = new(ShareClient.Root, root);
        _firstForLists = ShareClient.Root + 1;
        _nextNumber = _firstForLists + (uint)client.Together;
    }

    /// <summary>Begins the conversation with who keeps the files.</summary>
    public static FileStatus Open(ShareClient client, out ShareVolume? volume)
    {
        FileStatus status = client.Begin(out FileIdentity root);
        volume = status == FileStatus.Ok ? new(client, root) : null;
        return status;
    }

    public ShareNode Root { get; }

    public VolumeFacts Facts => new() { LongestName = FilePath.MostNameLength, Access = FolderAccess.Read };

    public bool IsFolder(ShareNode node) => node.Identity.IsFolder;

    /// <summary>Asked for by who tells of changes, and nothing is changed from here.</summary>
    public ShareNode? ParentOf(ShareNode node) => null;

    public FileStatus Find(ShareNode folder, string name, out ShareNode? node)
    {
        node = null;
        if (!IsFolder(folder)) return FileStatus.NotAFolder;
        if (!TryTakeNumber(out uint number)) return FileStatus.TooLarge;
        FileStatus status = _client.Walk(folder.Number, number, HostName.Encode(name), out FileIdentity identity);
        if (status == FileStatus.Ok) node = new(number, identity);
        else _free.Push(number);
        return status;
    }

    private bool TryTakeNumber(out uint number)
    {
        if (_free.TryPop(out number)) return true;
        if (_nextNumber == MostNumbers) return false;
        number = _nextNumber++;
        return true;
    }

    public void Keep(ShareNode node) => node.Uses++;

    public FileStatus Release(ShareNode node)
    {
        if (--node.Uses != 0 || node == Root) return FileStatus.Ok;
        if (node.ListNumber != 0) Forget(node.ListNumber);
        Forget(node.Number);
        return FileStatus.Ok;
    }

    private void Forget(uint number)
    {
        _client.Forget(number);
        _free.Push(number);
    }

    public FileStatus Describe(ShareNode node, out FileFacts facts)
    {
        FileStatus status = _client.Describe(node.Number, out FileDescription description);
        facts = status == FileStatus.Ok ? FactsOf(in description) : default;
        return status;
    }

    private static FileFacts FactsOf(in FileDescription description) => new()
    {
        Size = description.Size, ModifiedTicks = description.ModifiedTicks, AccessedTicks = description.AccessedTicks, Identity = description.Identity.Path,
        Kind = description.Kind, Attributes = FileAttributes.ReadOnly, Links = description.Links,
    };

    public FileStatus Next(ShareNode folder, ref ulong position, out string name, out FileFacts facts)
    {
        name = "";
        facts = default;
        if (!IsFolder(folder)) return FileStatus.NotAFolder;
        for (int skipped = 0; skipped < MostSkipped; skipped++)
        {
            int at = IndexOf(folder, position);
            if (at < 0)
            {
                FileStatus status = List(folder, position);
                if (status != FileStatus.Ok) return status;
                at = 0;
            }
            if (at >= folder.DescribedCount) DescribeSome(folder);
            ListedItem item = folder.Listed[at];
            position = item.Next;
            if (item.Name is null) continue;
            name = item.Name;
            facts = item.Facts;
            return FileStatus.Ok;
        }
        return FileStatus.DeviceFailed;
    }

    private static int IndexOf(ShareNode folder, ulong position) => folder.Listed.FindIndex(item => item.At == position);

    /// <summary>Reads what stands at a place of a folder.</summary>
    /// <returns><see cref="FileStatus.NotFound"/>: nothing does.</returns>
    private FileStatus List(ShareNode folder, ulong position)
    {
        FileStatus status = OpenForList(folder);
        folder.Listed.Clear();
        folder.DescribedCount = 0;
        ReadOnlySpan<byte> entries = default;
        if (status == FileStatus.Ok) status = _client.ReadFolder(folder.ListNumber, position, ListBytes, out entries);
        if (status != FileStatus.Ok) return status;
        FolderItemReader reader = new(entries);
        ulong at = position;
        while (reader.TryRead())
        {
            // Who goes on there would come here again.
            if (reader.Next == position || reader.Next == at) return FileStatus.DeviceFailed;
            // What has a name that is none here, such as "..", is left out.
            bool isNamed = HostName.TryDecode(reader.Name, out string name);
            folder.Listed.Add(new()
            {
                At = at, Next = reader.Next, Name = isNamed ? name : null, HostName = isNamed ? reader.Name.ToArray() : [],
                Facts = new() { Kind = KindOf(reader.Identity), Attributes = FileAttributes.ReadOnly },
            });
            at = reader.Next;
        }
        return reader.IsCutOff ? FileStatus.DeviceFailed : folder.Listed.Count == 0 ? FileStatus.NotFound : FileStatus.Ok;
    }

    private static FileKind KindOf(FileIdentity identity) => identity.IsFolder ? FileKind.Folder : identity.IsLink ? FileKind.Link : FileKind.File;

    private FileStatus OpenForList(ShareNode folder)
    {
        if (folder.ListNumber != 0) return FileStatus.Ok;
        if (!TryTakeNumber(out uint number)) return FileStatus.TooLarge;
        FileStatus status = _client.Walk(folder.Number, number, [], out _);
        if (status != FileStatus.Ok)
        {
            _free.Push(number);
            return status;
        }
        status = _client.Open(number);
        if (status == FileStatus.Ok) folder.ListNumber = number;
        else Forget(number);
        return status;
    }

    /// <summary>Finds out about the next of those that were read, as many as can be asked for together. What went meanwhile is left out.</summary>
    private void DescribeSome(ShareNode folder)
    {
        int[] indices = new int[_client.Together];
        byte[][] names = new byte[indices.Length][];
        int count = 0;
        for (; folder.DescribedCount < folder.Listed.Count && count < indices.Length; folder.DescribedCount++)
        {
            if (folder.Listed[folder.DescribedCount].Name is null) continue;
            indices[count] = folder.DescribedCount;
            names[count++] = folder.Listed[folder.DescribedCount].HostName;
        }
        FileStatus[] statuses = new FileStatus[count];
        FileDescription[] descriptions = new FileDescription[count];
        _client.DescribeIn(folder.Number, names.AsSpan(0, count), _firstForLists, statuses, descriptions);
        for (int i = 0; i < count; i++)
        {
            ListedItem item = folder.Listed[indices[i]];
            if (statuses[i] == FileStatus.NotFound) item.Name = null;
            else if (statuses[i] == FileStatus.Ok) item.Facts = FactsOf(in descriptions[i]) with { Identity = 0 };
            folder.Listed[indices[i]] = item;
        }
    }

    public FileStatus Read(ShareNode file, ulong at, Span<byte> into, out int count)
    {
        count = 0;
        FileStatus status = Show(file, at, into.Length, out ReadOnlySpan<byte> content);
        if (status != FileStatus.Ok) return status;
        content.CopyTo(into);
        count = content.Length;
        return FileStatus.Ok;
    }

    public FileStatus Show(ShareNode file, ulong at, int most, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (IsFolder(file)) return FileStatus.IsAFolder;
        FileStatus status = file.IsOpen ? FileStatus.Ok : OpenForReading(file);
        return status == FileStatus.Ok ? _client.Read(file.Number, at, most, out content) : status;
    }

    /// <summary>What is no file, such as a pipe, is not opened: that might change something on the host, or wait for somebody there.</summary>
    private FileStatus OpenForReading(ShareNode file)
    {
        FileStatus status = _client.Describe(file.Number, out FileDescription description);
        if (status == FileStatus.Ok && description.Kind != FileKind.File) status = FileStatus.NotSupported;
        if (status == FileStatus.Ok) status = _client.Open(file.Number);
        file.IsOpen = status == FileStatus.Ok;
        return status;
    }

    public FileStatus Create(ShareNode folder, string name, FileKind kind, out ShareNode? node)
    {
        node = null;
        return FileStatus.ReadOnly;
    }

    public FileStatus Remove(ShareNode folder, string name) => FileStatus.ReadOnly;
    public FileStatus Move(ShareNode folder, string name, ShareNode to, string newName, MoveMode mode) => FileStatus.ReadOnly;
    public FileStatus Change(ShareNode node, in FileChange change) => FileStatus.ReadOnly;

    public FileStatus Write(ShareNode file, ulong at, ReadOnlySpan<byte> from, out int count)
    {
        count = 0;
        return FileStatus.ReadOnly;
    }

    public FileStatus Resize(ShareNode file, ulong size) => FileStatus.ReadOnly;

    /// <summary>Nothing is changed.</summary>
    public void Number(ulong once) { }

    public bool WasMade(ulong once, out ulong at)
    {
        at = 0;
        return false;
    }

    public FileStatus Sync() => FileStatus.Ok;
    public FileStatus Settle() => FileStatus.Ok;

    public FileStatus OpenMemory(ShareNode file, out Handle<MemoryObject> memory)
    {
        memory = default;
        return FileStatus.NotSupported;
    }
}
