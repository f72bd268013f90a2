using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Machines;

namespace Diesis.Kernel.Console;

/// <summary>One line of the log on its way to the console.</summary>
public struct LogEntry
{
    /// <summary>Since the kernel's first instruction.</summary>
    public ulong Nanoseconds;
    public LogLevel Level;
    private byte _length;

    [InlineArray(LogLine.Most)]
    private struct Text { private byte _first; }

    private Text _text;

    public LogEntry(ulong nanoseconds, LogLevel level, ReadOnlySpan<byte> text)
    {
        Nanoseconds = nanoseconds;
        Level = level;
        _length = (byte)Math.Min(text.Length, LogLine.Most);
        text.Slice(0, _length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Text, byte>(ref _text), LogLine.Most));
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Text, byte>(ref _text), _length);
}

/// <summary>
/// The lines that one core has logged and the console has not printed yet. The core puts in, the console's owner takes out.
/// When it is full the newest lines are dropped, whole, and counted.
/// </summary>
/// <remarks>
/// <code>
///   +   0   put       how many lines were ever put in         written by the core
///   +   8   dropped   how many found no room                  written by the core
///   +  64   taken     how many were taken out                 written by the console's owner
///   +  72   told      how many of the dropped it has told     written by the console's owner
///   + 128   lines     32 of them; line n is in slot n mod 32
/// </code>
/// </remarks>
// SAFETY: memory is zeroed, of Bytes, aligned to a cache line, and there for good; a slot's number is less than Lines.
public readonly unsafe partial struct LogRing(byte* memory)
{
    public const int Lines = 32;

    public static ulong Bytes => 128 + Lines * (ulong)sizeof(LogEntry);

    private ref ulong Put => ref *(ulong*)memory;
    private ref ulong DroppedWord => ref *(ulong*)(memory + 8);
    private ref ulong Taken => ref *(ulong*)(memory + 64);
    private ref ulong Told => ref *(ulong*)(memory + 72);
    private LogEntry* Slots => (LogEntry*)(memory + 128);

    /// <summary>Are there lines in it, or lost ones that nobody was told of? Called by the console's owner.</summary>
    public bool HasNews
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Machine.Observe(ref Put) != Taken || Machine.Observe(ref DroppedWord) != Told;
    }

    /// <summary>How many lines were lost, for want of room, since this was last asked. Called by the console's owner.</summary>
    public ulong TakeDropped()
    {
        ulong dropped = Machine.Observe(ref DroppedWord), before = Told;
        Told = dropped;
        return dropped - before;
    }

    /// <summary>Called by the core whose ring it is.</summary>
    /// <returns>False when there was no room.</returns>
    public bool TryAdd(in LogEntry entry)
    {
        ulong put = Put;
        if (put - Machine.Observe(ref Taken) == Lines)
        {
            Machine.Publish(ref DroppedWord, DroppedWord + 1);
            return false;
        }
        Slots[put % Lines] = entry;
        Machine.Publish(ref Put, put + 1);
        return true;
    }

    /// <summary>When the oldest line was logged. Called by the console's owner.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryPeek(out ulong nanoseconds)
    {
        ulong taken = Taken;
        nanoseconds = 0;
        if (Machine.Observe(ref Put) == taken) return false;
        nanoseconds = Slots[taken % Lines].Nanoseconds;
        return true;
    }

    /// <summary>Takes the oldest line out. Called by the console's owner.</summary>
    public bool TryTake(out LogEntry entry)
    {
        ulong taken = Taken;
        entry = default;
        if (Machine.Observe(ref Put) == taken) return false;
        entry = Slots[taken % Lines];
        Machine.Publish(ref Taken, taken + 1);
        return true;
    }
}
