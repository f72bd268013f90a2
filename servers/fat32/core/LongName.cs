using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Fat;

/// <summary>The name of an entry as people know it, put together from slots before the entry, or cut into such.</summary>
/// <remarks>
/// FAT, "Long Directory Entries". The last part of the name stands first:
///
///   0      1            11          12    13         14           26       28           32
///   order  5 characters attributes  type  check sum  6 characters  0        2 characters
/// </remarks>
internal struct LongName
{
    public const int MostCharacters = 255;
    public const int CharactersPerSlot = 13;
    public const int MostSlots = (MostCharacters + CharactersPerSlot - 1) / CharactersPerSlot;

    private const byte LastPart = 0x40, OrderBits = 0x3F;
    private const int OrderAt = 0, FirstAt = 1, FirstCount = 5, AttributesAt = 11, TypeAt = 12, CheckSumAt = 13, SecondAt = 14, SecondCount = 6, ClusterAt = 26, ThirdAt = 28;
    private const char Padding = '\uFFFF';

    [InlineArray(MostSlots * CharactersPerSlot)]
    private struct Characters { private char _first; }

    private Characters _characters;
    private int _expected;
    private int _parts;
    private byte _checkSum;

    /// <summary>Forgets what was gathered: the next slot begins a name, or is an entry without one.</summary>
    public void Clear() => _parts = 0;

    /// <summary>How many slots the name takes that was gathered; 0 if there is none.</summary>
    public readonly int Parts => _expected == 0 ? _parts : 0;

    /// <summary>Takes the next slot of a name. What does not fit to those before is forgotten with them.</summary>
    public void Add(ReadOnlySpan<byte> slot)
    {
        int order = slot[OrderAt] & OrderBits;
        if ((slot[OrderAt] & LastPart) != 0)
        {
            _parts = _expected = order;
            _checkSum = slot[CheckSumAt];
        }
        if (_parts == 0 || order != _expected || order is 0 or > MostSlots || slot[CheckSumAt] != _checkSum || slot[TypeAt] != 0)
        {
            Clear();
            return;
        }
        _expected--;
        Span<char> to = ((Span<char>)_characters).Slice(_expected * CharactersPerSlot, CharactersPerSlot);
        for (int i = 0; i < CharactersPerSlot; i++) to[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(slot.Slice(AtOf(i)));
    }

    /// <summary>The name that was gathered, if it is whole and belongs to this entry.</summary>
    public readonly bool TryGet(byte checkSum, out string name)
    {
        name = "";
        if (_parts == 0 || _expected != 0 || checkSum != _checkSum) return false;
        ReadOnlySpan<char> characters = ((ReadOnlySpan<char>)_characters).Slice(0, _parts * CharactersPerSlot);
        int length = characters.IndexOf('\0');
        if (length < 0) length = characters.Length;
        if (length is 0 or > MostCharacters || !IsLegal(characters.Slice(0, length))) return false;
        name = new(characters.Slice(0, length));
        return true;
    }

    /// <summary>How many slots a name takes.</summary>
    public static int SlotsFor(string name) => (name.Length + CharactersPerSlot - 1) / CharactersPerSlot;

    /// <summary>Writes one of the slots of a name.</summary>
    /// <param name="index">From 0 on, in the order in which they stand in the folder.</param>
    public static void Write(Span<byte> slot, string name, int index, byte checkSum)
    {
        int slots = SlotsFor(name), part = slots - 1 - index;
        slot.Clear();
        slot[OrderAt] = (byte)(part + 1 | (index == 0 ? LastPart : 0));
        slot[AttributesAt] = (byte)FatAttributes.LongName;
        slot[CheckSumAt] = checkSum;
        BinaryPrimitives.WriteUInt16LittleEndian(slot.Slice(ClusterAt), 0);
        for (int i = 0; i < CharactersPerSlot; i++)
        {
            int at = part * CharactersPerSlot + i;
            BinaryPrimitives.WriteUInt16LittleEndian(slot.Slice(AtOf(i)), at < name.Length ? name[at] : at == name.Length ? '\0' : Padding);
        }
    }

    /// <summary>Whether a file can have this name.</summary>
    public static FileStatus Check(string name)
        => name.Length is 0 or > MostCharacters || name is "." or ".." || name[^1] is ' ' or '.' || name[0] == ' ' || !IsLegal(name)
            ? FileStatus.BadName : FileStatus.Ok;

    /// <summary>FAT, "Long Directory Entries": what no name has; and halves of characters beyond 16 bits that are without the other.</summary>
    private static bool IsLegal(ReadOnlySpan<char> name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (c is < ' ' or '\x7F' or '"' or '*' or '/' or ':' or '<' or '>' or '?' or '\\' or '|' or '\uFFFF') return false;
            if (!char.IsSurrogate(c)) continue;
            if (!char.IsHighSurrogate(c) || i + 1 == name.Length || !char.IsLowSurrogate(name[i + 1])) return false;
            i++;
        }
        return true;
    }

    private static int AtOf(int character) => character < FirstCount ? FirstAt + 2 * character
        : character < FirstCount + SecondCount ? SecondAt + 2 * (character - FirstCount) : ThirdAt + 2 * (character - FirstCount - SecondCount);
}
