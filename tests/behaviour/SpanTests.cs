using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Tests.Behaviour;

internal static class SpanTests
{
    private static readonly int[] Numbers = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];

    public static void Run(ref Transcript transcript)
    {
        Slices(ref transcript);
        Copies(ref transcript);
        Comparisons(ref transcript);
        Searches(ref transcript);
        Lengths(ref transcript, (byte)7, (byte)9, (byte)0);
        Lengths(ref transcript, '7', '9', '0');
        Lengths(ref transcript, -7, 9, 0);
        Lengths(ref transcript, 7L, -9, 0);
        Lengths(ref transcript, 1.5, double.NaN, -0.0);
        Lengths(ref transcript, true, true, false);
        Reinterpretation(ref transcript);
        InlineArrays(ref transcript);
    }

    /// <summary>Every length up to where loops over vectors have begun, and every place in it; results as one number.</summary>
    private static void Lengths<T>(ref Transcript transcript, T wanted, T other, T rest) where T : unmanaged, IEquatable<T>
    {
        Span<T> memory = stackalloc T[70];
        Span<T> copy = stackalloc T[70];
        long found = 0;
        for (int length = 0; length <= 67; length++)
        {
            for (int start = 0; start < 3; start++)
            {
                memory.Fill(rest);
                var span = memory.Slice(start, length);
                for (int place = 0; place < length; place++)
                {
                    span[place] = wanted;
                    if (place + 2 < length) span[place + 2] = other;
                    memory.CopyTo(copy);
                    int result = span.IndexOf(wanted) + 100 * span.IndexOf(other) + 10_000 * span.IndexOfAny(other, wanted) + (span.Contains(wanted) ? 1 : 0)
                        + 7 * span.IndexOfAny(other, other, wanted) + (span.SequenceEqual(copy.Slice(start, length)) ? 3 : 0);
                    copy[start + length - 1] = place == length - 1 ? other : wanted;
                    result += span.SequenceEqual(copy.Slice(start, length)) ? 5 : 0;
                    found = unchecked(found * 31 + result);
                    span.Fill(rest);
                }
                found = unchecked(found * 31 + span.IndexOf(wanted) + memory.IndexOf(wanted));
                span.Fill(wanted);
                int count = 0;
                foreach (var element in memory) count += element.Equals(wanted) ? 1 : 0;
                found = unchecked(found * 31 + count);
            }
        }
        transcript.Case("lengths").Gives(found);
    }

    private static void Slices(ref Transcript transcript)
    {
        ReadOnlySpan<byte> text = "abcdefghij"u8;
        transcript.Case("slices").Gives(text[2..5]).Gives(text[..^3]).Gives(text[^4..]).Gives(text[^4..^1]).Gives(text[..])
            .Gives(text[10..]).Gives(text.Slice(3)).Gives(text.Slice(3, 2)).Gives(text[^1]).Gives(text[..0].IsEmpty);
        ReadOnlySpan<char> word = "interval";
        transcript.Case("slices").Gives(word[1..^1]).Gives("interval".AsSpan(2)).Gives("interval".AsSpan(2, 3))
            .Gives("interval".AsSpan(^3..)).Gives("interval"[3]).Gives("interval".Length);
        var range = 2..^1;
        var (offset, length) = range.GetOffsetAndLength(10);
        transcript.Case("range").Gives(offset).Gives(length).Gives(range.Start.Value).Gives(range.End.IsFromEnd)
            .Gives(range.Equals(2..^1)).Gives(Range.All.End.GetOffset(7));
        int[]? none = null;
        transcript.Case("of nothing").Gives(none.AsSpan().Length).Gives(((string?)null).AsSpan().Length)
            .Gives(default(Span<int>).IsEmpty).Gives(Span<int>.Empty.IsEmpty);
    }

    private static void Copies(ref Transcript transcript)
    {
        Span<byte> buffer = stackalloc byte[40];
        for (int length = 0; length < 36; length += 5)
        {
            for (int i = 0; i < buffer.Length; i++) buffer[i] = (byte)('A' + i);
            buffer[..length].CopyTo(buffer[4..]);
            transcript.Case("copied up").Of(length).Gives(buffer);
            for (int i = 0; i < buffer.Length; i++) buffer[i] = (byte)('A' + i);
            buffer.Slice(4, length).CopyTo(buffer);
            transcript.Case("copied down").Of(length).Gives(buffer);
        }
        buffer.Clear();
        transcript.Case("cleared").Gives(buffer);
        buffer[3..9].Fill((byte)'x');
        transcript.Case("filled").Gives(buffer[..12]).Gives("short"u8.TryCopyTo(buffer[..4])).Gives("short"u8.TryCopyTo(buffer));
        Span<long> longs = stackalloc long[5];
        longs.Fill(-2);
        longs[1..3].Clear();
        transcript.Case("filled").Gives(longs[0]).Gives(longs[1]).Gives(longs[2]).Gives(longs[3]);
        Span<int> numbers = stackalloc int[11];
        Numbers.AsSpan().CopyTo(numbers);
        numbers.Reverse();
        transcript.Case("reversed").Gives(numbers[0]).Gives(numbers[1]).Gives(numbers[5]).Gives(numbers[10]);
        transcript.Case("overlap").Gives(numbers.Overlaps(numbers[3..])).Gives(numbers[..3].Overlaps(numbers[3..]))
            .Gives(numbers[2..5].Overlaps(numbers[4..])).Gives(numbers.Overlaps(default));
        int sum = 0;
        foreach (ref int number in numbers) sum += number++;
        foreach (int number in numbers) sum = sum * 3 + number;
        transcript.Case("foreach").Gives(sum);
    }

    private static void Comparisons(ref Transcript transcript)
    {
        ReadOnlySpan<byte> text = "the quick brown fox jumps"u8;
        Span<byte> other = stackalloc byte[text.Length];
        for (int length = 0; length <= text.Length; length++)
        {
            text.CopyTo(other);
            bool same = text[..length].SequenceEqual(other[..length]);
            if (length != 0) other[length - 1] ^= 1;
            transcript.Case("equal").Of(length).Gives(same).Gives(text[..length].SequenceEqual(other[..length]))
                .Gives(text[..length].SequenceCompareTo(other[..length])).Gives(text.StartsWith(other[..length]))
                .Gives(text.StartsWith(text[..length])).Gives(text.EndsWith(text[length..])).Gives(text.EndsWith(other[length..]))
                .Gives(text.CommonPrefixLength(other[..length]));
        }
        transcript.Case("equal").Gives(Numbers.AsSpan().SequenceEqual(Numbers)).Gives("abc".AsSpan().SequenceEqual("abd"))
            .Gives("abc".AsSpan().SequenceCompareTo("ab")).Gives("".AsSpan().SequenceEqual(default))
            .Gives("abc".AsSpan().StartsWith("ab")).Gives("abc".AsSpan().EndsWith("bc")).Gives("abc".AsSpan() is "abc")
            .Gives("abc" == "abc").Gives("abc" != "abd");
    }

    private static void Searches(ref Transcript transcript)
    {
        ReadOnlySpan<byte> text = "mississippi river"u8;
        transcript.Case("index").Gives(text.IndexOf((byte)'s')).Gives(text.IndexOf((byte)'x')).Gives(text.LastIndexOf((byte)'s'))
            .Gives(text.IndexOf("ssi"u8)).Gives(text.LastIndexOf("ssi"u8)).Gives(text.IndexOf("sx"u8)).Gives(text.IndexOf(""u8))
            .Gives(text.IndexOf("river"u8)).Gives(text.IndexOf("rivers"u8)).Gives(text.Contains((byte)'v'))
            .Gives(text.IndexOfAny((byte)'p', (byte)' ')).Gives(text.IndexOfAny("xyz"u8)).Gives(text.IndexOfAny("xyzr"u8))
            .Gives(text.IndexOfAnyExcept((byte)'m')).Gives(text.IndexOfAnyExcept("mis"u8)).Gives(text.LastIndexOfAny("ms"u8))
            .Gives(text.LastIndexOfAnyExcept("river"u8)).Gives(text.ContainsAny("qz"u8)).Gives(text.ContainsAnyExcept("mispe rv"u8));
        transcript.Case("index").Gives(Numbers.AsSpan().IndexOf(5)).Gives(Numbers.AsSpan().LastIndexOf(5))
            .Gives(Numbers.AsSpan().IndexOf(7)).Gives(Numbers.AsSpan().Contains(9)).Gives(Numbers.AsSpan(4).IndexOf(1))
            .Gives("a=b=c".AsSpan().IndexOf('=')).Gives("a=b=c".AsSpan().LastIndexOf('=')).Gives("abc".AsSpan().IndexOf("c"));
    }

    private static void Reinterpretation(ref Transcript transcript)
    {
        Span<byte> bytes = stackalloc byte[19];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * 13);
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        transcript.Case("cast").Gives(words.Length).Gives((ulong)words[0]).Gives((ulong)words[3])
            .Gives(MemoryMarshal.AsBytes(words).Length).Gives(MemoryMarshal.Cast<uint, ulong>(words)[1])
            .Gives(MemoryMarshal.Cast<uint, ushort>(words).Length).Gives(MemoryMarshal.Read<ulong>(bytes[3..]))
            .Gives(MemoryMarshal.TryRead(bytes[16..], out uint missing)).Gives((ulong)missing)
            .Gives(MemoryMarshal.TryWrite(bytes[16..], 5u)).Gives(MemoryMarshal.TryWrite(bytes[..4], 0x6162_6364u)).Gives(bytes[..5]);
        ref int first = ref MemoryMarshal.GetReference(Numbers.AsSpan());
        transcript.Case("reference").Gives(Unsafe.Add(ref first, 4)).Gives(MemoryMarshal.CreateSpan(ref first, 3).Length)
            .Gives(Unsafe.AreSame(ref first, ref Numbers[0])).Gives(MemoryMarshal.GetArrayDataReference(Numbers))
            .Gives(Unsafe.SizeOf<(byte, long)>()).Gives((long)Unsafe.ByteOffset(ref Numbers[0], ref Numbers[3]));
    }

    [InlineArray(7)]
    private struct Seven { private int _first; }

    private static void InlineArrays(ref Transcript transcript)
    {
        Seven seven = default;
        for (int i = 0; i < 7; i++) seven[i] = i * i;
        Span<int> span = seven;
        ReadOnlySpan<int> part = seven[2..5];
        int sum = 0;
        foreach (int value in seven) sum += value;
        var copy = seven;
        copy[6] = 0;
        transcript.Case("inline array").Gives(span.Length).Gives(span[6]).Gives(part.Length).Gives(part[1]).Gives(sum)
            .Gives(seven[^1]).Gives(copy[6]).Gives(Unsafe.SizeOf<Seven>());
    }
}
