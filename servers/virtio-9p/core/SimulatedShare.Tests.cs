using System.Buffers.Binary;
using System.Text;
using Diesis.Virtio9p.Protocol;

namespace Diesis.Tests.Virtio9p;

/// <summary>Something that is kept at the other end.</summary>
internal sealed class KeptFile
{
    public ulong Path { get; init; }
    public uint Mode { get; set; } = 0x81A4;
    public byte[] Content { get; set; } = [];

    /// <summary>What is longer than its content is zeros behind that.</summary>
    public ulong Size { get; set; }

    public List<(byte[] Name, KeptFile File)> Inside { get; } = [];
    public uint OpenError { get; set; }
    public bool IsFolder => (Mode & 0xF000) == 0x4000;
    public bool IsLink => (Mode & 0xF000) == 0xA000;
}

/// <summary>Keeps files in memory and answers messages of 9P2000.L: the server's side, once more and read by itself.</summary>
internal sealed class SimulatedShare : IMessageChannel
{
    private const int RequestBytes = 1024, HeadBytes = 256;

    private readonly byte[][] _requests, _heads;
    private readonly int[] _answered;
    private readonly byte[] _data;
    private readonly List<(int Slot, int Bytes, int HeadBytes, int DataAt, int DataBytes)> _line = [];
    private readonly Dictionary<uint, (KeptFile File, bool IsOpen)> _held = [];
    private ulong _lastPath = 1;

    public SimulatedShare(int slots = 16, int dataBytes = 512 * 1024)
    {
        Slots = slots;
        _requests = [.. Enumerable.Range(0, slots).Select(_ => new byte[RequestBytes])];
        _heads = [.. Enumerable.Range(0, slots).Select(_ => new byte[HeadBytes])];
        _answered = new int[slots];
        _data = new byte[dataBytes];
    }

    public KeptFile Root { get; } = new() { Path = 1, Mode = 0x41ED };
    public uint MostMessageBytes { get; set; } = 1 << 20;
    public string Dialect { get; set; } = "9P2000.L";

    /// <summary>Numbers that are in use, the root's among them.</summary>
    public int HeldCount => _held.Count;
    public int Exchanges { get; private set; }
    public List<byte> Kinds { get; } = [];

    /// <summary>How many bytes of a file are given at a time, at most.</summary>
    public int MostRead { get; set; } = int.MaxValue;

    /// <summary>Makes another answer of one: the bytes, and how long they are said to be.</summary>
    public Func<byte[], (byte[] Bytes, int Length)>? Disturb { get; set; }

    public bool IsGone { get; set; }

    public int Slots { get; }
    public int DataBytes => _data.Length;
    public ReadOnlySpan<byte> Data => _data;
    public Span<byte> RequestOf(int slot) => _requests[slot];
    public ReadOnlySpan<byte> HeadOf(int slot) => _heads[slot];
    public int AnsweredBytes(int slot) => _answered[slot];

    public KeptFile Add(KeptFile folder, string name, string content = "", uint mode = 0x81A4) => Add(folder, Encoding.UTF8.GetBytes(name), content, mode);

    public KeptFile Add(KeptFile folder, byte[] name, string content = "", uint mode = 0x81A4)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        KeptFile file = new() { Path = ++_lastPath, Mode = mode, Content = bytes, Size = (ulong)bytes.Length };
        folder.Inside.Add((name, file));
        return file;
    }

    public void Ask(int slot, int requestBytes, int headBytes, int dataAt, int dataBytes)
    {
        Assert.DoesNotContain(_line, asked => asked.Slot == slot);
        Assert.True(requestBytes <= RequestBytes && headBytes <= HeadBytes && dataAt >= 0 && dataAt + dataBytes <= _data.Length);
        _line.Add((slot, requestBytes, headBytes, dataAt, dataBytes));
    }

    public bool TryExchange()
    {
        Exchanges++;
        if (IsGone) return false;
        foreach (var (slot, bytes, headBytes, dataAt, dataBytes) in _line)
        {
            byte[] answer = Answer(_requests[slot].AsSpan(0, bytes));
            int length = answer.Length;
            if (Disturb is not null) (answer, length) = Disturb(answer);
            // A device writes no more than there is room for, and says no more than that.
            length = Math.Min(length, headBytes + dataBytes);
            Array.Clear(_heads[slot]);
            answer.AsSpan(0, Math.Min(answer.Length, headBytes)).CopyTo(_heads[slot]);
            if (answer.Length > headBytes) answer.AsSpan(headBytes, Math.Min(answer.Length - headBytes, dataBytes)).CopyTo(_data.AsSpan(dataAt));
            _answered[slot] = length;
        }
        _line.Clear();
        return true;
    }

    private byte[] Answer(ReadOnlySpan<byte> request)
    {
        Assert.Equal((uint)request.Length, BinaryPrimitives.ReadUInt32LittleEndian(request));
        byte kind = request[4];
        Kinds.Add(kind);
        using MemoryStream stream = new();
        using BinaryWriter answer = new(stream);
        answer.Write(0);
        answer.Write((byte)(kind + 1));
        answer.Write(request[5..7]);
        uint error = Answer(kind, new(new MemoryStream(request[7..].ToArray())), answer);
        if (error != 0)
        {
            stream.SetLength(0);
            answer.Write(0);
            answer.Write((byte)7);
            answer.Write(request[5..7]);
            answer.Write(error);
        }
        byte[] bytes = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        return bytes;
    }

    private uint Answer(byte kind, BinaryReader request, BinaryWriter answer)
    {
        if (kind == 100)
        {
            answer.Write(Math.Min(request.ReadUInt32(), MostMessageBytes));
            answer.Write((ushort)Dialect.Length);
            answer.Write(Encoding.ASCII.GetBytes(Dialect));
            _held.Clear();
            return 0;
        }
        uint number = request.ReadUInt32();
        if (kind == 104)
        {
            _held.Add(number, (Root, false));
            Write(answer, Root);
            return 0;
        }
        if (!_held.TryGetValue(number, out var held)) return 9;
        switch (kind)
        {
            case 110: return Walk(request, answer, held.File, held.IsOpen);
            case 24: return Describe(answer, held.File);
            case 12:
                if (held.IsOpen) return 22;
                if (held.File.OpenError != 0) return held.File.OpenError;
                if (held.File.IsLink) return 40;
                _held[number] = (held.File, true);
                Write(answer, held.File);
                answer.Write(0);
                return 0;
            case 116: return held.IsOpen && !held.File.IsFolder ? Read(request, answer, held.File) : 9u;
            case 40: return held.IsOpen && held.File.IsFolder ? List(request, answer, held.File) : 9u;
            case 120: return _held.Remove(number) ? 0 : 9u;
            default: return 95;
        }
    }

    private uint Walk(BinaryReader request, BinaryWriter answer, KeptFile from, bool isOpen)
    {
        uint to = request.ReadUInt32();
        ushort names = request.ReadUInt16();
        if (isOpen || _held.ContainsKey(to)) return 22;
        KeptFile at = from;
        if (names == 1)
        {
            byte[] name = request.ReadBytes(request.ReadUInt16());
            if (!from.IsFolder) return 20;
            if (from.Inside.FirstOrDefault(item => item.Name.AsSpan().SequenceEqual(name)).File is not { } found) return 2;
            at = found;
        }
        _held.Add(to, (at, false));
        answer.Write(names);
        if (names == 1) Write(answer, at);
        return 0;
    }

    private static void Write(BinaryWriter answer, KeptFile file)
    {
        answer.Write((byte)(file.IsFolder ? 0x80 : file.IsLink ? 2 : 0));
        answer.Write(7u);
        answer.Write(file.Path);
    }

    private static uint Describe(BinaryWriter answer, KeptFile file)
    {
        answer.Write(0x7FFUL);
        Write(answer, file);
        answer.Write(file.Mode);
        answer.Write(1000u);
        answer.Write(1000u);
        answer.Write(1UL);
        answer.Write(0UL);
        answer.Write(file.IsFolder ? 4096 : file.Size);
        answer.Write(4096UL);
        answer.Write(8UL);
        foreach (ulong time in (ulong[])[1_000_000_000, 5, 1_600_000_000, 250, 7, 0, 0, 0]) answer.Write(time);
        answer.Write(0UL);
        answer.Write(0UL);
        return 0;
    }

    private uint Read(BinaryReader request, BinaryWriter answer, KeptFile file)
    {
        ulong at = request.ReadUInt64();
        int count = (int)Math.Min(Math.Min(request.ReadUInt32(), (uint)MostRead), at >= file.Size ? 0 : file.Size - at);
        byte[] bytes = new byte[count];
        if (at < (ulong)file.Content.Length) file.Content.AsSpan((int)at, Math.Min(count, file.Content.Length - (int)at)).CopyTo(bytes);
        answer.Write(count);
        answer.Write(bytes);
        return 0;
    }

    private static uint List(BinaryReader request, BinaryWriter answer, KeptFile folder)
    {
        // Places are any numbers: here, odd ones from the back.
        ulong at = request.ReadUInt64();
        int first = at == 0 ? 0 : (int)((ulong.MaxValue - at) / 2), room = (int)request.ReadUInt32();
        using MemoryStream stream = new();
        using BinaryWriter entries = new(stream);
        for (int i = first; i < folder.Inside.Count; i++)
        {
            var (name, file) = folder.Inside[i];
            if (stream.Length + 24 + name.Length > room) break;
            Write(entries, file);
            entries.Write(ulong.MaxValue - 2 * (ulong)(i + 1));
            entries.Write((byte)0);
            entries.Write((ushort)name.Length);
            entries.Write(name);
        }
        answer.Write((int)stream.Length);
        answer.Write(stream.ToArray());
        return 0;
    }
}
