using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Contracts.Log;

namespace Diesis.Servers.Logging;

/// <summary>
/// The last lines of the log, in a piece of memory that outlives the process that writes it: a new instance finds what the old one wrote. When it is full
/// the oldest lines go.
/// </summary>
/// <remarks>
///   header   entry   entry   …   end of the ring, perhaps unused   entry …
///
/// Positions count all bytes that were ever written; modulo the size of the ring they are places. Invariants: from <c>Start</c> to <c>End</c> there are
/// whole entries, each in one piece, each a multiple of 8 bytes. <c>Start</c> goes on before an entry is overwritten, and <c>End</c> after one is complete: a
/// writer that dies in between leaves a log without its last line.
/// </remarks>
public readonly ref struct LogStore
{
    public const int MostTextBytes = 240;

    /// <summary>A header, and room for a few entries of the largest size.</summary>
    public const int LeastBytes = 4096;

    private const ulong Magic = 0x3147_4F4C_4553_4944;

    private struct Header
    {
        public ulong Magic;

        /// <summary>Of the ring, in bytes.</summary>
        public ulong Size;
        public ulong Start, End;

        /// <summary>The number of the first entry, and of the next one to come.</summary>
        public ulong FirstNumber, NextNumber;
    }

    private struct EntryHead
    {
        /// <summary>Of the whole entry; 0: the rest of the ring is not used.</summary>
        public uint Bytes;
        public byte TextBytes;
        public LogLevel Level;
        public ulong TimeNs;
        public ulong Source;
    }

    private readonly Span<byte> _memory;
    private readonly Span<byte> _ring;

    /// <summary>Takes memory as the log that it is: see <see cref="Recover"/>.</summary>
    public LogStore(Span<byte> memory)
    {
        Debug.Assert(memory.Length >= LeastBytes, "this is too little memory for a log");
        _memory = memory;
        _ring = memory.Slice(Unsafe.SizeOf<Header>(), memory.Length - Unsafe.SizeOf<Header>() & ~7);
    }

    /// <summary>Makes memory a log: the one that it holds, if that makes sense, else an empty one.</summary>
    public static LogStore Recover(Span<byte> memory)
    {
        var store = new LogStore(memory);
        if (!store.IsSound()) store.State = new() { Magic = Magic, Size = (ulong)store._ring.Length };
        return store;
    }

    private ref Header State => ref Unsafe.As<byte, Header>(ref MemoryMarshal.GetReference(_memory));

    /// <summary>The number of the oldest line that is still there.</summary>
    public ulong FirstNumber => State.FirstNumber;

    /// <summary>The number that the next line will have.</summary>
    public ulong NextNumber => State.NextNumber;

    /// <summary>Adds a line. What is too long of it is cut off.</summary>
    /// <returns>Its number.</returns>
    public ulong Add(LogLevel level, ulong source, ReadOnlySpan<byte> text, ulong timeNs)
    {
        if (text.Length > MostTextBytes) text = text.Slice(0, MostTextBytes);
        int bytes = Unsafe.SizeOf<EntryHead>() + text.Length + 7 & ~7;
        int left = _ring.Length - PlaceOf(State.End);
        if (left < bytes) SkipTo(State.End + (ulong)left);
        MakeRoom(bytes);

        int place = PlaceOf(State.End);
        Span<byte> room = _ring.Slice(place, bytes);
        var head = new EntryHead { Bytes = (uint)bytes, Level = level, Source = source, TextBytes = (byte)text.Length, TimeNs = timeNs };
        MemoryMarshal.Write(room, in head);
        text.CopyTo(room.Slice(Unsafe.SizeOf<EntryHead>()));
        State.End += (ulong)bytes;
        return State.NextNumber++;
    }

    /// <summary>Leaves the rest of the ring unused.</summary>
    private void SkipTo(ulong position)
    {
        MakeRoom((int)(position - State.End));
        int place = PlaceOf(State.End);
        if (_ring.Length - place >= sizeof(uint)) MemoryMarshal.Write(_ring.Slice(place), 0u);
        State.End = position;
    }

    /// <summary>Lets the oldest lines go until so many bytes are free.</summary>
    private void MakeRoom(int bytes)
    {
        while (State.End - State.Start + (ulong)bytes > (ulong)_ring.Length)
        {
            uint size = SizeAt(State.Start);
            if (size != 0) State.FirstNumber++;
            State.Start += size != 0 ? size : (ulong)(_ring.Length - PlaceOf(State.Start));
        }
    }

    /// <summary>Finds the first line from a number on. Lines that are gone are passed over.</summary>
    /// <param name="position">Where it goes on: 0 at first, then as it was left.</param>
    /// <returns>False when there is none.</returns>
    public bool TryRead(ref LogPosition position, out LogEntry entry)
    {
        entry = default;
        ulong at = position.Place, number = position.Number;
        if (at == 0 || at < State.Start || at > State.End || number < State.FirstNumber)
        {
            at = State.Start;
            number = State.FirstNumber;
        }
        while (at < State.End)
        {
            uint size = SizeAt(at);
            if (size == 0)
            {
                at += (ulong)(_ring.Length - PlaceOf(at));
                continue;
            }
            if (number >= position.Number)
            {
                entry = EntryAt(PlaceOf(at), number);
                position = new(number + 1, at + size);
                return true;
            }
            at += size;
            number++;
        }
        return false;
    }

    private LogEntry EntryAt(int place, ulong number)
    {
        EntryHead head = MemoryMarshal.Read<EntryHead>(_ring.Slice(place));
        return new()
        {
            Number = number,
            TimeNs = head.TimeNs,
            Level = head.Level,
            Source = head.Source,
            Text = _ring.Slice(place + Unsafe.SizeOf<EntryHead>(), head.TextBytes),
        };
    }

    private int PlaceOf(ulong position) => (int)(position % (ulong)_ring.Length);

    private uint SizeAt(ulong position)
    {
        int place = PlaceOf(position);
        return _ring.Length - place < Unsafe.SizeOf<EntryHead>() ? 0 : MemoryMarshal.Read<uint>(_ring.Slice(place));
    }

    /// <summary>Is what lies there a log, every entry of it in its bounds? Whoever wrote it has crashed.</summary>
    private bool IsSound()
    {
        ref Header state = ref State;
        if (state.Magic != Magic || state.Size != (ulong)_ring.Length || state.Start > state.End || state.End - state.Start > (ulong)_ring.Length
            || state.Start % 8 != 0 || state.End > ulong.MaxValue / 2)
            return false;
        ulong at = state.Start, entries = 0;
        while (at < state.End)
        {
            uint size = SizeAt(at);
            if (size == 0) at += (ulong)(_ring.Length - PlaceOf(at));
            else if (IsEntry(PlaceOf(at), size)) (at, entries) = (at + size, entries + 1);
            else return false;
        }
        // The writer may have died between the end and the number.
        if (at != state.End || state.NextNumber - state.FirstNumber > entries || entries - (state.NextNumber - state.FirstNumber) > 1) return false;
        state.NextNumber = state.FirstNumber + entries;
        return true;
    }

    private bool IsEntry(int place, uint size)
    {
        if (size % 8 != 0 || size < Unsafe.SizeOf<EntryHead>() || size > (uint)(_ring.Length - place)) return false;
        EntryHead head = MemoryMarshal.Read<EntryHead>(_ring.Slice(place));
        return head.TextBytes <= MostTextBytes && head.Level <= LogLevel.Error
            && size == (uint)(Unsafe.SizeOf<EntryHead>() + head.TextBytes + 7 & ~7);
    }
}

/// <summary>Where a reader of the log is.</summary>
/// <param name="number">The number of the line that it reads next.</param>
/// <param name="place">Where the log was when it was there; only a hint.</param>
public readonly struct LogPosition(ulong number, ulong place)
{
    public ulong Number { get; } = number;
    internal ulong Place { get; } = place;
}
