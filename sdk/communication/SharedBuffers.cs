using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>A part of a connection's buffer, of which one call has the use.</summary>
internal readonly struct BufferPart(Handle<MemoryObject> memory, uint number, ulong offset)
{
    public Handle<MemoryObject> Memory { get; } = memory;
    public uint Number { get; } = number;

    /// <summary>Where it begins.</summary>
    public ulong Offset { get; } = offset;
}

/// <summary>
/// The buffers of this process's connections: memory of its own in which servers read arguments and write results. A process without a
/// heap has them, too: they are a table.
/// </summary>
/// <remarks>
/// Invariants: a part is free (its bit is set in <c>FreeParts</c>) or one call has it; whoever waits for a part has counted itself
/// in <c>Waiting</c> before it looked the last time, and whoever frees one looks there afterwards: no wake-up is lost.
/// </remarks>
internal static class SharedBuffers
{
    public const int None = -1;

    /// <summary>How many connections of a process may have a buffer.</summary>
    public const int Most = 256;

    private const ulong FreedBit = 1;
    private const int IsFree = 0, IsUsed = 1;

    private struct Buffer
    {
        public int State;
        public int Parts;
        public int PartBytes;
        public int FreeParts;
        public int Waiting;
        public Handle<MemoryObject> Memory;
        public Handle<Notification> Freed;
    }

    [InlineArray(Most)]
    private struct Table { private Buffer _first; }

    private static Table _table;

    /// <summary>Makes one.</summary>
    /// <returns><see cref="Status.TableFull"/>: there are too many.</returns>
    public static Status Create(int partBytes, int parts, out int number)
    {
        number = None;
        if (parts is < 1 or > Hello.MostParts) return Status.BadArgument;
        if (!TryTakeEntry(out int entry)) return Status.TableFull;
        ref Buffer buffer = ref _table[entry];
        buffer.Parts = parts;
        buffer.PartBytes = Wire.Align(partBytes);
        buffer.Waiting = 0;
        ulong pages = ((ulong)buffer.PartBytes * (uint)parts + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
        Status status = Kernel.CreateMemory(Startup.Block.Budget, pages, MemoryOptions.None, out buffer.Memory);
        if (status == Status.Ok) status = Kernel.CreateNotification(Startup.Block.Budget, out buffer.Freed);
        if (status != Status.Ok)
        {
            Release(entry);
            return status;
        }
        Volatile.Write(ref buffer.FreeParts, unchecked((int)(parts == 32 ? uint.MaxValue : (1u << parts) - 1)));
        number = entry;
        return Status.Ok;
    }

    private static bool TryTakeEntry(out int entry)
    {
        for (entry = 0; entry < Most; entry++)
            if (Interlocked.CompareExchange(ref _table[entry].State, IsUsed, IsFree) == IsFree) return true;
        return false;
    }

    /// <summary>Nobody uses it any more.</summary>
    public static void Release(int number)
    {
        if (number == None) return;
        ref Buffer buffer = ref _table[number];
        if (!buffer.Memory.IsNone) _ = Kernel.Release(buffer.Memory);
        if (!buffer.Freed.IsNone) _ = Kernel.Release(buffer.Freed);
        buffer.Memory = default;
        buffer.Freed = default;
        buffer.FreeParts = 0;
        Volatile.Write(ref buffer.State, IsFree);
    }

    /// <summary>Puts into a first call what the server has to know of the buffer.</summary>
    public static Status Share(int number, ref Message message)
    {
        ref Buffer buffer = ref _table[number];
        message.Word1 = (ulong)buffer.PartBytes;
        message.Word2 = (ulong)buffer.Parts;
        return Handles.AddClone(ref message, buffer.Memory, Hello.BufferRights);
    }

    /// <summary>Takes a part, and waits for one when all are in use.</summary>
    public static Status Take(int number, out BufferPart part)
    {
        part = default;
        if (number == None) return Status.BadState;
        ref Buffer buffer = ref _table[number];
        if (!TryTake(ref buffer, out int taken))
        {
            Status status = Await(ref buffer, out taken);
            if (status != Status.Ok) return status;
        }
        part = new(buffer.Memory, (uint)taken, (ulong)taken * (uint)buffer.PartBytes);
        return Status.Ok;
    }

    private static bool TryTake(ref Buffer buffer, out int part)
    {
        int free = Volatile.Read(ref buffer.FreeParts);
        while (free != 0)
        {
            part = BitOperations.TrailingZeroCount(free);
            int seen = Interlocked.CompareExchange(ref buffer.FreeParts, free & ~(1 << part), free);
            if (seen == free) return true;
            free = seen;
        }
        part = 0;
        return false;
    }

    /// <summary>The bit of the notification is one for all: who takes a part while others wait passes the word on.</summary>
    private static Status Await(ref Buffer buffer, out int part)
    {
        _ = Interlocked.Increment(ref buffer.Waiting);
        Status status = Status.Ok;
        bool isTaken;
        while (!(isTaken = TryTake(ref buffer, out part)) && status == Status.Ok)
            status = Kernel.Wait(buffer.Freed, ulong.MaxValue, out _);
        bool othersWait = Interlocked.Decrement(ref buffer.Waiting) != 0;
        if (othersWait && Volatile.Read(ref buffer.FreeParts) != 0) _ = Kernel.Signal(buffer.Freed, FreedBit);
        return isTaken ? Status.Ok : status;
    }

    public static void Give(int number, in BufferPart part)
    {
        ref Buffer buffer = ref _table[number];
        _ = Interlocked.Or(ref buffer.FreeParts, 1 << (int)part.Number);
        // The bit is set before it is asked who waits: an interlocked operation lets nothing pass.
        if (Volatile.Read(ref buffer.Waiting) != 0) _ = Kernel.Signal(buffer.Freed, FreedBit);
    }
}
