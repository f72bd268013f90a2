using System;
using System.Threading;

namespace Diesis.Devices.Virtio;

/// <summary>Memory as a device sees it.</summary>
/// <param name="Address">What the device reaches it by.</param>
public readonly record struct DeviceBuffer(ulong Address, uint Bytes);

/// <summary>What came of looking for what a device has done.</summary>
public enum Taking
{
    /// <summary>Nothing that was not taken already.</summary>
    Nothing,

    Taken,

    /// <summary>It says that it has done what nobody asked for. It has to be begun anew, and this queue with it.</summary>
    Broken,
}

/// <summary>Requests to a device, in memory that both see: a split virtqueue, the driver's side.</summary>
/// <remarks>
/// VIRTIO 1.2, 2.7. One thread at a time uses it.
/// <code>
///   descriptors   16 bytes each   address, length, flags, next       written here
///   driver        6 + 2 each      flags, count, entries, event       written here: what is to be done, as the first descriptor of each
///   device        6 + 8 each      flags, count, entries, event       written by the device: what is done, and how many bytes it wrote
/// </code>
/// The device may write what it likes wherever it reaches. So what is in flight, and which descriptors belong together, is kept in memory of the driver's own,
/// and nothing that stands in the queue is read back but the device's part, each word once.
/// </remarks>
// SAFETY: the memory is as large as the constructor was told, as long as the queue is used; indices are below the number of entries.
public sealed unsafe class VirtualQueue
{
    // VIRTIO 1.2, 2.7: sizes and alignment; the number of entries is a power of two, so all parts are aligned.
    private const int DescriptorBytes = 16, DriverEntryBytes = 2, DeviceEntryBytes = 8, HeadBytes = 4, EventBytes = 2, DeviceAlignment = 4;

    public const int MostEntries = 32_768;

    // 2.7.5: flags of descriptors. 2.7.6, 2.7.8: flag of the driver's and of the device's part.
    private const ushort HasNext = 1, IsForDeviceToWrite = 2, NoInterrupt = 1, NoNotification = 1;

    private struct Descriptor
    {
        public ulong Address;
        public uint Bytes;
        public ushort Flags, Next;
    }

    /// <summary>A chain of descriptors, by its first; what the driver knows of it.</summary>
    private struct Chain
    {
        public ulong Token;
        public uint MostWritten;
        public ushort Last, Length;
        public bool IsInFlight;
    }

    private readonly Descriptor* _descriptors;
    private readonly byte* _driver, _device;
    private readonly bool _hasEvents;
    private readonly Chain[] _chains;

    /// <summary>Which descriptor follows which: of those in a chain, and of those that are free.</summary>
    private readonly ushort[] _next;

    private ushort _firstFree;

    /// <summary>How many were ever added, told to the device, and taken: as the queue counts, modulo 65,536.</summary>
    private ushort _added, _told, _taken;

    /// <param name="memory">Zeroed, aligned to 16 bytes, of <see cref="BytesFor"/> bytes.</param>
    /// <param name="address">What the device reaches it by.</param>
    /// <param name="entries">A power of two.</param>
    /// <param name="hasEvents"><see cref="VirtioFeature.Events"/> was agreed on.</param>
    public VirtualQueue(byte* memory, ulong address, int entries, bool hasEvents)
    {
        Entries = Free = entries;
        _descriptors = (Descriptor*)memory;
        _driver = memory + DriverOffset(entries);
        _device = memory + DeviceOffset(entries);
        DescriptorsAddress = address;
        DriverAddress = address + (ulong)DriverOffset(entries);
        DeviceAddress = address + (ulong)DeviceOffset(entries);
        _hasEvents = hasEvents;
        _chains = new Chain[entries];
        _next = new ushort[entries];
        for (int i = 0; i < entries; i++) _next[i] = (ushort)(i + 1);
    }

    public int Entries { get; }

    /// <summary>How many buffers there is room for.</summary>
    public int Free { get; private set; }

    /// <summary>How many requests were added and not taken.</summary>
    public int InFlight { get; private set; }

    public ulong DescriptorsAddress { get; }
    public ulong DriverAddress { get; }
    public ulong DeviceAddress { get; }

    public static int BytesFor(int entries) => DeviceOffset(entries) + HeadBytes + entries * DeviceEntryBytes + EventBytes;

    private static int DriverOffset(int entries) => entries * DescriptorBytes;

    private static int DeviceOffset(int entries)
        => DriverOffset(entries) + HeadBytes + entries * DriverEntryBytes + EventBytes + DeviceAlignment - 1 & ~(DeviceAlignment - 1);

    /// <summary>Puts a request behind the others. The device sees it after <see cref="Publish"/>.</summary>
    /// <param name="toRead">What the device reads, in that order.</param>
    /// <param name="toWrite">What it writes then.</param>
    /// <param name="token">Given back with the answer.</param>
    /// <returns>False: there is no room for all buffers now, or there are none.</returns>
    public bool TryAdd(ReadOnlySpan<DeviceBuffer> toRead, ReadOnlySpan<DeviceBuffer> toWrite, ulong token)
    {
        int count = toRead.Length + toWrite.Length;
        if (count == 0 || count > Free) return false;
        ushort first = _firstFree, at = first, last = first;
        uint mostWritten = 0;
        for (int i = 0; i < count; i++)
        {
            bool isToWrite = i >= toRead.Length;
            DeviceBuffer buffer = isToWrite ? toWrite[i - toRead.Length] : toRead[i];
            if (isToWrite) mostWritten = (uint)Math.Min(mostWritten + (ulong)buffer.Bytes, uint.MaxValue);
            int flags = (isToWrite ? IsForDeviceToWrite : 0) | (i < count - 1 ? HasNext : 0);
            _descriptors[at] = new() { Address = buffer.Address, Bytes = buffer.Bytes, Flags = (ushort)flags, Next = _next[at] };
            last = at;
            at = _next[at];
        }
        _firstFree = at;
        Free -= count;
        InFlight++;
        _chains[first] = new() { Token = token, MostWritten = mostWritten, Last = last, Length = (ushort)count, IsInFlight = true };
        Write(_driver + HeadBytes + (_added & Entries - 1) * DriverEntryBytes, first);
        _added++;
        return true;
    }

    /// <summary>Shows the device what was added.</summary>
    /// <returns>True: it wants to be told.</returns>
    public bool Publish()
    {
        if (_added == _told) return false;
        ushort before = _told;
        _told = _added;
        Write(_driver + sizeof(ushort), _added);
        // It looks at the count after saying that it wants to be told, and this the other way round: one of both sees the other.
        Interlocked.MemoryBarrier();
        if (!_hasEvents) return (Read(_device) & NoNotification) == 0;
        ushort wanted = Read(_device + HeadBytes + Entries * DeviceEntryBytes);
        return IsPassed(wanted, before, _added);
    }

    /// <summary>Takes what the device has done, in the order in which it did.</summary>
    /// <param name="written">How many bytes it says it has written; no more than it was given room for.</param>
    public Taking TryTake(out ulong token, out uint written)
    {
        token = 0;
        written = 0;
        ushort done = unchecked((ushort)(Read(_device + sizeof(ushort)) - _taken));
        if (done == 0) return Taking.Nothing;
        if (done > unchecked((ushort)(_told - _taken))) return Taking.Broken;
        byte* entry = _device + HeadBytes + (_taken & Entries - 1) * DeviceEntryBytes;
        uint first = Volatile.Read(ref *(uint*)entry);
        written = Volatile.Read(ref *(uint*)(entry + sizeof(uint)));
        if (first >= (uint)Entries || !_chains[first].IsInFlight) return Taking.Broken;
        ref Chain chain = ref _chains[first];
        // Where it has nothing to write, devices say there what they like; QEMU's keyboards, how much they have read.
        if (chain.MostWritten == 0) written = 0;
        if (written > chain.MostWritten) return Taking.Broken;
        token = chain.Token;
        chain.IsInFlight = false;
        _next[chain.Last] = _firstFree;
        _firstFree = (ushort)first;
        Free += chain.Length;
        InFlight--;
        _taken++;
        return Taking.Taken;
    }

    /// <summary>Has the device interrupt when it has done more.</summary>
    /// <returns>False: it has done so already, and may not interrupt for that: look again.</returns>
    public bool TryAwaitInterrupt()
    {
        if (_hasEvents) Write(_driver + HeadBytes + Entries * DriverEntryBytes, _taken);
        else Write(_driver, 0);
        // The device looks at this after it has published what it did, and this looks for that after saying so.
        Interlocked.MemoryBarrier();
        return Read(_device + sizeof(ushort)) == _taken;
    }

    /// <summary>Asks the device not to interrupt until <see cref="TryAwaitInterrupt"/>. It may not keep to that.</summary>
    public void RefuseInterrupts()
    {
        // Where it was said at which entry to interrupt, it does not until it is said anew.
        if (!_hasEvents) Write(_driver, NoInterrupt);
    }

    /// <summary>Is an entry among those that came? VIRTIO 1.2, 2.7.10.1.</summary>
    private static bool IsPassed(ushort wanted, ushort before, ushort after)
        => unchecked((ushort)(after - wanted - 1) < (ushort)(after - before));

    private static ushort Read(byte* at) => Volatile.Read(ref *(ushort*)at);

    private static void Write(byte* at, ushort value) => Volatile.Write(ref *(ushort*)at, value);
}
