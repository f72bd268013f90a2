using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>The assembly behind copying and clearing: every length at every alignment, and nothing next to it touched.</summary>
internal static class BlockOperationTests
{
    private const int Room = 1024, Margin = 64;

    [InlineArray(Room)]
    private struct Bytes { private byte _first; }

    /// <summary>Lengths up to a few of the largest step taken at once, then those at which whole blocks are zeroed.</summary>
    private const int MostLength = 140;
    private static readonly int[] LongLengths = [255, 256, 257, 320, 511, 512, 640];

    [GuestTest]
    internal static void CopiesMoveEveryByteAndNoOther(ref Test test)
    {
        for (int length = 0; length < MostLength; length++)
            for (int alignment = 0; alignment < 64 && !test.HasFailed; alignment++)
                CheckCopy(ref test, Margin + alignment % 8, Margin + 512 + alignment / 8, length);
        foreach (int length in LongLengths.AsSpan())
        {
            CheckCopy(ref test, Margin + 3, Margin, length);
            CheckCopy(ref test, Margin, Margin + 5, length);
        }
    }

    [GuestTest]
    internal static void OverlappingCopiesReadBeforeTheyWrite(ref Test test)
    {
        for (int length = 0; length < MostLength; length++)
            for (int distance = -70; distance <= 70 && !test.HasFailed; distance++)
                CheckCopy(ref test, Margin + 80, Margin + 80 + distance, length);
    }

    [GuestTest]
    internal static void FillsSetEveryByteAndNoOther(ref Test test)
    {
        for (int length = 0; length < MostLength; length++)
            for (int alignment = 0; alignment < 16 && !test.HasFailed; alignment++)
            {
                CheckFill(ref test, Margin + alignment, length, 0);
                CheckFill(ref test, Margin + alignment, length, 0xA5);
            }
        foreach (int length in LongLengths.AsSpan())
            for (int alignment = 0; alignment < 64 && !test.HasFailed; alignment++)
            {
                CheckFill(ref test, Margin + alignment, length, 0);
                CheckFill(ref test, Margin + alignment, length, 0x5A);
            }
    }

    private static void CheckCopy(ref Test test, int from, int to, int length)
    {
        Bytes bytes = default;
        Span<byte> span = MemoryMarshal.CreateSpan(ref Unsafe.As<Bytes, byte>(ref bytes), Room);
        Number(span);
        span.Slice(from, length).CopyTo(span.Slice(to, length));
        for (int i = 0; i < Room; i++)
        {
            int origin = i >= to && i < to + length ? i - to + from : i;
            if (span[i] == Pattern(origin)) continue;
            test.Equal(Pattern(origin), (ulong)span[i]);
            test.Equal(0, length);
            return;
        }
    }

    private static void CheckFill(ref Test test, int start, int length, byte value)
    {
        Bytes bytes = default;
        Span<byte> span = MemoryMarshal.CreateSpan(ref Unsafe.As<Bytes, byte>(ref bytes), Room);
        Number(span);
        span.Slice(start, length).Fill(value);
        if (value == 0)
        {
            Number(span);
            span.Slice(start, length).Clear();
        }
        for (int i = 0; i < Room; i++)
            if (!test.Require(span[i] == (i >= start && i < start + length ? value : Pattern(i)))) return;
    }

    // A volatile write each: the compiler must not turn the check into the operation that is checked.
    private static void Number(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++) Volatile.Write(ref bytes[i], Pattern(i));
    }

    private static byte Pattern(int index) => unchecked((byte)(index * 7 + index / 256 + 1));
}
