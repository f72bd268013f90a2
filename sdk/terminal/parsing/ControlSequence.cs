using System.Runtime.CompilerServices;

namespace Diesis.Terminals.Parsing;

/// <summary>
/// An escape or control sequence: ECMA-48, 5.4, with parts of parameters behind colons as ITU T.416 has them. There are no more parameters, and no larger numbers, than a terminal makes sense of.
/// </summary>
public struct ControlSequence
{
    public const int MostParameters = 32;

    /// <summary>Larger numbers are taken for this one; xterm's limit is of the same kind.</summary>
    public const int LargestNumber = 16383;

    [InlineArray(MostParameters)]
    private struct Numbers { private ushort _first; }

    private Numbers _numbers;

    /// <summary>Bit n: parameter n was written; it belongs to the one before it, behind a colon.</summary>
    private uint _given, _parts;
    private bool _overflows;

    /// <summary>How many parameters, parts of parameters counted.</summary>
    public int Count { get; private set; }

    public byte Final { get; internal set; }

    /// <summary>One of <c>&lt; = &gt; ?</c>, by which a sequence is a private one; or 0.</summary>
    public byte Marker { get; internal set; }

    /// <summary>The byte between parameters and the final one; 0 for none. Of two it is the last, and <see cref="HasTwo"/>.</summary>
    public byte Intermediate { get; private set; }

    public bool HasTwo { get; private set; }

    /// <summary>A parameter, or what stands for it when there is none.</summary>
    public readonly int Number(int index, int otherwise) => index < Count && (_given >> index & 1) != 0 ? _numbers[index] : otherwise;

    /// <summary>A parameter that counts: at least 1, and 1 when there is none.</summary>
    public readonly int CountOf(int index) => Number(index, 1) is var number and > 0 ? number : 1;

    /// <summary>Is it behind a colon?</summary>
    public readonly bool IsPart(int index) => index < Count && (_parts >> index & 1) != 0;

    internal void Clear() => this = default;

    internal void AddIntermediate(byte intermediate)
    {
        HasTwo = Intermediate != 0;
        Intermediate = intermediate;
    }

    internal void AddDigit(byte digit)
    {
        if (Count == 0) Count = 1;
        if (_overflows) return;
        int index = Count - 1, number = (_given >> index & 1) != 0 ? _numbers[index] : 0;
        number = number * 10 + digit - '0';
        _numbers[index] = (ushort)(number < LargestNumber ? number : LargestNumber);
        _given |= 1u << index;
    }

    /// <summary>Begins with the next parameter, or with the next part of this one. Those for which there is no room are left out.</summary>
    internal void Separate(bool isPart)
    {
        if (Count == 0) Count = 1;
        if (Count == MostParameters)
        {
            _overflows = true;
            return;
        }
        if (isPart) _parts |= 1u << Count;
        Count++;
    }
}
