using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Text;

/// <summary>ASCII at the beginning of a text, which most text is wholly: looked for and carried over eight bytes at a time.</summary>
internal static class AsciiRuns
{
    /// <summary>The bits that no byte of ASCII has set, and no unit of UTF-16.</summary>
    private const ulong HighBits = 0x8080_8080_8080_8080, HighUnits = 0xFF80_FF80_FF80_FF80;

    /// <summary>How many bytes of ASCII a text begins with.</summary>
    internal static int Count(ReadOnlySpan<byte> bytes)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        int i = 0;
        for (; i <= bytes.Length - sizeof(ulong); i += sizeof(ulong))
            if ((Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i)) & HighBits) != 0) break;
        while (i < bytes.Length && Unsafe.Add(ref first, i) < 0x80) i++;
        return i;
    }

    /// <summary>How many units that are ASCII.</summary>
    internal static int Count(ReadOnlySpan<char> chars)
    {
        const int units = sizeof(ulong) / sizeof(char);
        ref char first = ref MemoryMarshal.GetReference(chars);
        int i = 0;
        for (; i <= chars.Length - units; i += units)
            if ((Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref first, i))) & HighUnits) != 0) break;
        while (i < chars.Length && Unsafe.Add(ref first, i) < 0x80) i++;
        return i;
    }

    /// <summary>Carries bytes of ASCII over.</summary>
    /// <param name="chars">Has room for as many.</param>
    internal static void Widen(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        chars = chars.Slice(0, bytes.Length);
        ref byte from = ref MemoryMarshal.GetReference(bytes);
        ref char to = ref MemoryMarshal.GetReference(chars);
        int i = 0;
        for (; i <= bytes.Length - sizeof(uint); i += sizeof(uint))
            Unsafe.WriteUnaligned(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref to, i)), Widen(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref from, i))));
        for (; i < bytes.Length; i++) Unsafe.Add(ref to, i) = (char)Unsafe.Add(ref from, i);
    }

    /// <summary>Carries units that are ASCII over.</summary>
    /// <param name="bytes">Has room for as many.</param>
    internal static void Narrow(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        bytes = bytes.Slice(0, chars.Length);
        const int units = sizeof(ulong) / sizeof(char);
        ref char from = ref MemoryMarshal.GetReference(chars);
        ref byte to = ref MemoryMarshal.GetReference(bytes);
        int i = 0;
        for (; i <= chars.Length - units; i += units)
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i), Narrow(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref from, i)))));
        for (; i < chars.Length; i++) Unsafe.Add(ref to, i) = (byte)Unsafe.Add(ref from, i);
    }

    /// <summary>Puts a zero behind each byte: first between the halves, then between the bytes of each.</summary>
    private static ulong Widen(uint bytes)
    {
        ulong spread = (bytes | (ulong)bytes << 16) & 0x0000_FFFF_0000_FFFF;
        return (spread | spread << 8) & 0x00FF_00FF_00FF_00FF;
    }

    /// <summary>The other way round.</summary>
    private static uint Narrow(ulong units)
    {
        ulong joined = (units | units >> 8) & 0x0000_FFFF_0000_FFFF;
        return unchecked((uint)(joined | joined >> 16));
    }
}
