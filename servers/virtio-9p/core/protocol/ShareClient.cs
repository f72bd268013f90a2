using System;
using System.Buffers.Binary;
using Diesis.Contracts.Files;

namespace Diesis.Virtio9p.Protocol;

/// <summary>
/// Asks by 9P2000.L: names files by numbers of its own ("fids"), from the folder that everything is in down. What is answered is a claim: an answer that is cut off, of another kind, to another question or longer
/// than it may be is <see cref="FileStatus.DeviceFailed"/>, and nothing of it is used.
/// </summary>
internal sealed class ShareClient(IMessageChannel channel)
{
    /// <summary>The folder that everything is in.</summary>
    public const uint Root = 0;

    private const uint None = uint.MaxValue;
    private const ushort NoTag = ushort.MaxValue;

    /// <summary>The server may make messages smaller than this side would have them, but not that small.</summary>
    private const uint LeastMessageBytes = 4096;

    /// <summary>Read at a time by one message; several are under way.</summary>
    private const uint PieceBytes = 128 * 1024;

    /// <summary>"ample room for … header": <c>P9_IOHDRSZ</c>, net/9p.h.</summary>
    private const uint HeaderRoom = 24;

    private const int ErrorBytes = Head + sizeof(uint);

    /// <summary>Length, kind, tag.</summary>
    private const int Head = 7;

    /// <summary>Of an answer with data: their number follows.</summary>
    private const int DataHead = Head + sizeof(uint);

    /// <summary>The longest answer without data, which is attributes, has 160 bytes; with room for more, it is seen when there are.</summary>
    private const int MostHead = 168;

    private static ReadOnlySpan<byte> Dialect => "9P2000.L"u8;

    private uint _pieceBytes;

    /// <summary>How many questions can be asked together.</summary>
    public int Together => channel.Slots;

    /// <summary>Agrees on the dialect and on the length of messages, and takes hold of the folder that everything is in.</summary>
    /// <returns><see cref="FileStatus.NotSupported"/>: it speaks another dialect.</returns>
    public FileStatus Begin(out FileIdentity root)
    {
        root = default;
        uint wanted = Math.Min(PieceBytes, (uint)channel.DataBytes) + HeaderRoom;
        var version = new MessageWriter(channel.RequestOf(0), MessageKind.Version, NoTag);
        version.Number(wanted);
        version.Text(Dialect);
        FileStatus status = Ask(MessageKind.Version, version.Finish(), stackalloc byte[MostHead], NoTag, out MessageReader answer);
        if (status != FileStatus.Ok) return status;
        uint most = answer.Number();
        bool isDialect = answer.Text().SequenceEqual(Dialect);
        if (answer.IsCutOff) return FileStatus.DeviceFailed;
        if (!isDialect || most > wanted || most < LeastMessageBytes) return FileStatus.NotSupported;
        _pieceBytes = most - HeaderRoom;

        var attach = new MessageWriter(channel.RequestOf(0), MessageKind.Attach, 0);
        attach.Number(Root);
        attach.Number(None);
        attach.Text("diesis"u8);
        attach.Text([]);
        attach.Number(None);
        status = Ask(MessageKind.Attach, attach.Finish(), stackalloc byte[MostHead], 0, out answer);
        if (status == FileStatus.Ok) root = answer.Identity();
        return status == FileStatus.Ok && (answer.IsCutOff || !root.IsFolder) ? FileStatus.DeviceFailed : status;
    }

    /// <summary>Takes hold of what is in a folder.</summary>
    /// <param name="name">Empty: the same once more.</param>
    /// <param name="to">A number that is not in use; it is afterwards, if that succeeds.</param>
    public FileStatus Walk(uint from, uint to, ReadOnlySpan<byte> name, out FileIdentity identity)
    {
        FileStatus status = Ask(MessageKind.Walk, WriteWalk(0, from, to, name), stackalloc byte[MostHead], 0, out MessageReader answer);
        return status == FileStatus.Ok ? ReadWalk(ref answer, name.IsEmpty ? 0 : 1, out identity) : Nothing(status, out identity);
    }

    private static FileStatus Nothing<T>(FileStatus status, out T nothing) where T : struct
    {
        nothing = default;
        return status;
    }

    private int WriteWalk(int slot, uint from, uint to, ReadOnlySpan<byte> name)
    {
        var walk = new MessageWriter(channel.RequestOf(slot), MessageKind.Walk, (ushort)slot);
        walk.Number(from);
        walk.Number(to);
        walk.Word((ushort)(name.IsEmpty ? 0 : 1));
        if (!name.IsEmpty) walk.Text(name);
        return walk.Finish();
    }

    private static FileStatus ReadWalk(ref MessageReader answer, int names, out FileIdentity identity)
    {
        ushort count = answer.Word();
        identity = names == 0 ? default : answer.Identity();
        return answer.IsCutOff || count != names ? FileStatus.DeviceFailed : FileStatus.Ok;
    }

    public FileStatus Describe(uint file, out FileDescription description)
    {
        FileStatus status = Ask(MessageKind.Attributes, WriteDescribe(0, file), stackalloc byte[MostHead], 0, out MessageReader answer);
        return status == FileStatus.Ok ? ReadDescription(ref answer, out description) : Nothing(status, out description);
    }

    private int WriteDescribe(int slot, uint file)
    {
        var describe = new MessageWriter(channel.RequestOf(slot), MessageKind.Attributes, (ushort)slot);
        describe.Number(file);
        describe.Long(FileDescription.Wanted);
        return describe.Finish();
    }

    private static FileStatus ReadDescription(ref MessageReader answer, out FileDescription description)
    {
        description = FileDescription.Read(ref answer);
        return answer.IsCutOff ? FileStatus.DeviceFailed : FileStatus.Ok;
    }

    /// <summary>Describes several that are in a folder, by as many messages at a time as there is room for.</summary>
    /// <param name="names">No more than <see cref="Together"/>.</param>
    /// <param name="firstFree">As many numbers that are not in use; they are not afterwards.</param>
    public void DescribeIn(uint folder, ReadOnlySpan<byte[]> names, uint firstFree, Span<FileStatus> statuses, Span<FileDescription> descriptions)
    {
        Span<byte> head = stackalloc byte[MostHead];
        for (int i = 0; i < names.Length; i++) channel.Ask(i, WriteWalk(i, folder, firstFree + (uint)i, names[i]), MostHead, 0, 0);
        bool goesOn = channel.TryExchange();
        for (int i = 0; i < names.Length; i++)
        {
            statuses[i] = goesOn ? Take(i, MessageKind.Walk, head, (ushort)i, 0, out MessageReader answer) : Lost(out answer);
            if (statuses[i] == FileStatus.Ok) statuses[i] = ReadWalk(ref answer, 1, out _);
        }
        Span<bool> isHeld = stackalloc bool[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            isHeld[i] = statuses[i] == FileStatus.Ok;
            if (isHeld[i]) channel.Ask(i, WriteDescribe(i, firstFree + (uint)i), MostHead, 0, 0);
        }
        goesOn = goesOn && channel.TryExchange();
        for (int i = 0; i < names.Length; i++)
        {
            if (!isHeld[i]) continue;
            statuses[i] = goesOn ? Take(i, MessageKind.Attributes, head, (ushort)i, 0, out MessageReader answer) : Lost(out answer);
            if (statuses[i] == FileStatus.Ok) statuses[i] = ReadDescription(ref answer, out descriptions[i]);
        }
        for (int i = 0; i < names.Length; i++)
            if (isHeld[i]) channel.Ask(i, WriteForget(i, firstFree + (uint)i), MostHead, 0, 0);
        // Whatever is answered, the number is free.
        _ = goesOn && channel.TryExchange();
    }

    private static FileStatus Lost(out MessageReader answer)
    {
        answer = default;
        return FileStatus.DeviceFailed;
    }

    /// <summary>Makes a file or folder ready to be read.</summary>
    public FileStatus Open(uint file)
    {
        var open = new MessageWriter(channel.RequestOf(0), MessageKind.Open, 0);
        open.Number(file);
        open.Number(0); // O_RDONLY
        return Ask(MessageKind.Open, open.Finish(), stackalloc byte[MostHead], 0, out _);
    }

    /// <summary>Gives a number back. Whatever is answered, it is free then.</summary>
    public void Forget(uint file) => _ = Ask(MessageKind.Forget, WriteForget(0, file), stackalloc byte[MostHead], 0, out _);

    private int WriteForget(int slot, uint file)
    {
        var forget = new MessageWriter(channel.RequestOf(slot), MessageKind.Forget, (ushort)slot);
        forget.Number(file);
        return forget.Finish();
    }

    /// <summary>Reads what is in a folder: <see cref="FolderItemReader"/>.</summary>
    /// <param name="at">0, or what stands with the last that was read.</param>
    /// <param name="entries">Until the next call.</param>
    public FileStatus ReadFolder(uint folder, ulong at, uint most, out ReadOnlySpan<byte> entries)
    {
        AskForData(0, MessageKind.ReadFolder, folder, at, most = Math.Min(most, _pieceBytes), 0);
        entries = default;
        FileStatus status = channel.TryExchange() ? TakeData(0, MessageKind.ReadFolder, most, out uint count) : Nothing(FileStatus.DeviceFailed, out count);
        if (status == FileStatus.Ok) entries = channel.Data.Slice(0, (int)count);
        return status;
    }

    /// <summary>Reads what is in a file, by several messages at a time if it is much.</summary>
    /// <param name="content">Until the next call. Fewer than <paramref name="most"/> bytes say nothing; none is the end.</param>
    public FileStatus Read(uint file, ulong at, int most, out ReadOnlySpan<byte> content)
    {
        content = default;
        uint wanted = (uint)Math.Min(most, channel.DataBytes);
        if (wanted > ulong.MaxValue - at) wanted = (uint)(ulong.MaxValue - at);
        int pieces = 0;
        for (uint asked = 0; asked < wanted && pieces < channel.Slots; asked += _pieceBytes, pieces++)
            AskForData(pieces, MessageKind.Read, file, at + asked, Math.Min(wanted - asked, _pieceBytes), (int)asked);
        if (pieces == 0) return FileStatus.Ok;
        if (!channel.TryExchange()) return FileStatus.DeviceFailed;
        uint length = 0;
        for (int piece = 0; piece < pieces; piece++)
        {
            uint asked = Math.Min(wanted - length, _pieceBytes);
            FileStatus status = TakeData(piece, MessageKind.Read, asked, out uint count);
            // What lies before an error was read.
            if (status != FileStatus.Ok && length == 0) return status;
            length += count;
            if (count < asked) break;
        }
        content = channel.Data.Slice(0, (int)length);
        return FileStatus.Ok;
    }

    private void AskForData(int slot, MessageKind kind, uint file, ulong at, uint count, int dataAt)
    {
        var read = new MessageWriter(channel.RequestOf(slot), kind, (ushort)slot);
        read.Number(file);
        read.Long(at);
        read.Number(count);
        channel.Ask(slot, read.Finish(), DataHead, dataAt, (int)count);
    }

    private FileStatus TakeData(int slot, MessageKind kind, uint most, out uint count)
    {
        FileStatus status = Take(slot, kind, stackalloc byte[DataHead], (ushort)slot, most, out MessageReader answer);
        if (status != FileStatus.Ok) return Nothing(status, out count);
        count = answer.Number();
        // The number stands in the head, so all that is left was written behind it.
        return answer.IsCutOff || count > most || count != (uint)(channel.AnsweredBytes(slot) - DataHead) ? Nothing(FileStatus.DeviceFailed, out count) : FileStatus.Ok;
    }

    private FileStatus Ask(MessageKind kind, int bytes, Span<byte> head, ushort tag, out MessageReader answer)
    {
        channel.Ask(0, bytes, MostHead, 0, 0);
        return channel.TryExchange() ? Take(0, kind, head, tag, 0, out answer) : Lost(out answer);
    }

    /// <summary>Looks at an answer as far as all have it.</summary>
    /// <param name="head">Gets a copy of its head: what is looked at does not change then.</param>
    /// <param name="answer">What the kind has.</param>
    private FileStatus Take(int slot, MessageKind kind, Span<byte> head, ushort tag, uint mostData, out MessageReader answer)
    {
        int bytes = channel.AnsweredBytes(slot);
        if (bytes < Head || (uint)bytes > (uint)head.Length + mostData) return Lost(out answer);
        Span<byte> copy = head.Slice(0, Math.Min(bytes, head.Length));
        channel.HeadOf(slot).Slice(0, copy.Length).CopyTo(copy);
        answer = new(copy);
        uint length = answer.Number();
        byte answered = answer.Byte();
        if (length != (uint)bytes || answer.Word() != tag) return Lost(out answer);
        if (answered == (byte)MessageKind.Error) return bytes == ErrorBytes ? LinuxError.ToStatus(BinaryPrimitives.ReadUInt32LittleEndian(copy.Slice(Head))) : Lost(out answer);
        return answered == (byte)kind + 1 ? FileStatus.Ok : Lost(out answer);
    }
}
