using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>
/// A flattened device tree whose structure is right: every node ends, every name and value lies inside. Holding one
/// means that walking it cannot leave it; what the properties say is still the firmware's word.
/// Devicetree specification 0.4, chapter 5.
/// </summary>
/// <remarks>
/// The header; all numbers are big-endian, and 32 bits wide:
/// <code>
///   0      4           8          12       16            20       24               28         32       36
///   magic  total size  structure  strings  reservations  version  last compatible  boot core  strings  structure
///                      offset     offset   offset                                             size     size
/// </code>
/// Invariants, established by <see cref="TryOpen"/>: the structure block is a sequence of whole tokens that begins
/// with the root node and ends with <see cref="End"/>; a node's properties come before its children; nodes are nested
/// at most <see cref="MostDepth"/> deep; the strings block is empty or ends with a zero byte.
/// </remarks>
internal readonly ref partial struct DeviceTree
{
    public const uint BeginNode = 1, EndNode = 2, Property = 3, Nothing = 4, End = 9;

    /// <summary>Real trees stay below ten.</summary>
    public const int MostDepth = 32;

    private const uint Magic = 0xd00d_feed;
    private const int HeaderLength = 40;
    private const uint Version = 17;

    /// <summary>Twice what common boot loaders accept; bounds the work of a bad length.</summary>
    private const uint MostLength = 4 << 20;

    private readonly ReadOnlySpan<byte> _structure, _strings, _reservations;

    private DeviceTree(ReadOnlySpan<byte> structure, ReadOnlySpan<byte> strings, ReadOnlySpan<byte> reservations)
    {
        _structure = structure;
        _strings = strings;
        _reservations = reservations;
    }

    /// <summary>Where the root node begins, in the structure block.</summary>
    public int Root { get; private init; }

    /// <param name="faultAt">Where in the structure block the fault is, if it is there.</param>
    public static FirmwareFault TryOpen<TMemory>(TMemory memory, PhysicalAddress at, out DeviceTree tree,
        out int faultAt) where TMemory : struct, IPhysicalReader
    {
        tree = default;
        faultAt = 0;
        if (at.IsZero || !memory.TryView(at, HeaderLength, out var header)) return FirmwareFault.Unreadable;
        if (header.Big32(0) != Magic) return FirmwareFault.BadSignature;
        if (header.Big32(20) < Version || header.Big32(24) > Version) return FirmwareFault.BadValue;

        uint length = header.Big32(4);
        if (length < HeaderLength) return FirmwareFault.TooShort;
        if (length > MostLength) return FirmwareFault.TooLong;
        if (!memory.TryView(at, length, out var whole)) return FirmwareFault.Unreadable;

        if (!TryCut(whole, header.Big32(8), header.Big32(36), out var structure)
            || !TryCut(whole, header.Big32(12), header.Big32(32), out var strings)
            || !TryCutReservations(whole, header.Big32(16), out var reservations)) return FirmwareFault.EntryBeyondEnd;
        if (!strings.IsEmpty && strings[strings.Length - 1] != 0) return FirmwareFault.EntryBeyondEnd;

        var fault = Check(structure, strings.Length, out int root, out faultAt);
        if (fault == FirmwareFault.None) tree = new DeviceTree(structure, strings, reservations) { Root = root };
        return fault;
    }

    /// <summary>Stretches of memory that must be left alone, whatever the nodes say.</summary>
    public int ReservationCount => _reservations.Length / ReservationLength;

    public (ulong Start, ulong Length) Reservation(int index)
        => (_reservations.Big64(index * ReservationLength), _reservations.Big64(index * ReservationLength + 8));

    private const int ReservationLength = 16;

    private static bool TryCut(ReadOnlySpan<byte> whole, uint start, uint length, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (start < HeaderLength || start > (uint)whole.Length || length > (uint)whole.Length - start) return false;
        part = whole.Slice((int)start, (int)length);
        return true;
    }

    /// <summary>The reservations end with one of address 0 and length 0.</summary>
    private static bool TryCutReservations(ReadOnlySpan<byte> whole, uint start, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (start < HeaderLength || start > (uint)whole.Length) return false;
        var rest = whole.Slice((int)start);
        for (int at = 0; at + ReservationLength <= rest.Length; at += ReservationLength)
        {
            if (rest.Big64(at) != 0 || rest.Big64(at + 8) != 0) continue;
            part = rest.Slice(0, at);
            return true;
        }
        return false;
    }
}
