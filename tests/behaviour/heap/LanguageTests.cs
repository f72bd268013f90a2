using System;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>What the language does with the library's help: tuples, nullables, enumerations, delegates, generics.</summary>
internal static class LanguageTests
{
    private enum Small : byte { None, One, Two, Most = 255 }

    [Flags]
    private enum Wide : ulong { None = 0, Low = 1, High = 1ul << 63 }

    private interface IShape<TSelf> where TSelf : struct, IShape<TSelf>
    {
        static abstract int Corners { get; }
        static abstract TSelf Create(int size);
        int Area { get; }
        static virtual int Sides => TSelf.Corners;
    }

    private readonly struct Square(int size) : IShape<Square>
    {
        public static int Corners => 4;
        public static Square Create(int size) => new(size);
        public int Area => size * size;
    }

    private readonly struct Disc(int size) : IShape<Disc>
    {
        public static int Corners => 0;
        public static Disc Create(int size) => new(size);
        public int Area => 3 * size * size;
        public static int Sides => 1;
    }

    private struct Pair<TFirst, TSecond>(TFirst first, TSecond second)
    {
        public TFirst First = first;
        public TSecond Second = second;
        public readonly Pair<TSecond, TFirst> Swapped => new(Second, First);
    }

    private ref struct Cursor(Span<int> numbers)
    {
        private readonly Span<int> _numbers = numbers;
        private int _at;
        public ref int Next() => ref _numbers[_at++];
    }

    private static readonly Func<int, int> Twice = Double;
    private static readonly Func<int, int, int> Sum = static (left, right) => left + right;
    private static readonly Action<Cell> Fill = static cell => cell.Value = 7;
    private static readonly (int, string)[] Table = [(1, "one"), (2, "two"), (3, "three")];
    private static readonly Cell TheCell = new();

    private sealed class Cell
    {
        public int Value;
    }

    private static int Double(int value) => value * 2;

    public static void Run(ref Transcript transcript)
    {
        Tuples(ref transcript);
        Nullables(ref transcript);
        Enumerations(ref transcript);
        Delegates(ref transcript);
        Generics(ref transcript);
        References(ref transcript);
        Strings(ref transcript);
        Arithmetic(ref transcript, 0x1_2345_6789, -7);
    }

    private static void Tuples(ref Transcript transcript)
    {
        var pair = (1, "one");
        (int number, string name) = pair;
        var nine = (1, 2, 3, 4, 5, 6, 7, 8, 9);
        (int a, int b) = (3, 4);
        (a, b) = (b, a);
        transcript.Case("tuples").Gives(number).Gives(name).Gives(pair == (1, "one")).Gives(nine.Item8).Gives(nine.Item9)
            .Gives(a).Gives(b).Gives((1, 2, 3) != (1, 2, 4)).Gives(Table[1].Item2).Gives(Table.Length);
    }

    private static void Nullables(ref Transcript transcript)
    {
        int? none = null, some = 5;
        long? wide = some;
        int zero = none.GetValueOrDefault();
        transcript.Case("nullable").Gives(none.HasValue).Gives(some.HasValue).Gives(some.Value).Gives(zero)
            .Gives(none.GetValueOrDefault(9)).Gives(none ?? 3).Gives((some + 1) ?? 0).Gives((none + 1).HasValue)
            .Gives(some > 4).Gives(none > 4).Gives(none == null).Gives(wide ?? -1).Gives(some is 5).Gives(none is { } value ? value : -2);
    }

    private static void Enumerations(ref Transcript transcript)
    {
        var small = Small.Two;
        var wide = Wide.Low | Wide.High;
        string name = small switch { Small.None => "none", Small.Two => "two", _ => "other" };
        transcript.Case("enumeration").Gives((int)small).Gives((int)(small + 1)).Gives((int)unchecked((Small)300)).Gives((ulong)wide)
            .Gives((wide & Wide.High) != 0).Gives((ulong)(wide & ~Wide.Low)).Gives(name).Gives(small > Small.One)
            .Gives(wide.HasFlag(Wide.High)).Gives(Unsafe.SizeOf<Small>());
    }

    private static unsafe void Delegates(ref Transcript transcript)
    {
        delegate*<int, int> pointer = &Double;
        Fill(TheCell);
        transcript.Case("delegates").Gives(Twice(21)).Gives(Sum(3, 4)).Gives(pointer(5)).Gives(Apply(Twice, 3)).Gives(TheCell.Value);

        static int Apply(Func<int, int> function, int times)
        {
            int value = 1;
            for (int i = 0; i < times; i++) value = function(value);
            return value;
        }
    }

    private static void Generics(ref Transcript transcript)
    {
        transcript.Case("static abstract").Gives(Measure<Square>(3)).Gives(Measure<Disc>(2));
        var pair = new Pair<byte, long>(1, 2).Swapped;
        var nested = new Pair<Pair<int, int>, Pair<int, int>>(new(1, 2), new(3, 4)).Swapped;
        transcript.Case("generics").Gives(pair.First).Gives((long)pair.Second).Gives(nested.First.Second).Gives(Biggest<int>([3, 9, 4]))
            .Gives(Biggest<byte>([3, 9, 4])).Gives(new Pair<string, Cell>("x", TheCell).Swapped.First.Value)
            .Gives(Same("a", "a")).Gives(Same(TheCell, new Pair<Cell, int>(TheCell, 0).First)).Gives(Same<Cell?>(TheCell, null));

        static int Measure<T>(int size) where T : struct, IShape<T> => T.Create(size).Area * 10 + T.Corners + T.Sides;
        static bool Same<T>(T left, T right) where T : class? => left == right;
    }

    private static T Biggest<T>(scoped ReadOnlySpan<T> values) where T : struct, IComparable<T>
    {
        var biggest = values[0];
        foreach (var value in values)
            if (value.CompareTo(biggest) > 0) biggest = value;
        return biggest;
    }

    private static void References(ref Transcript transcript)
    {
        Span<int> numbers = [1, 2, 3, 4];
        Cursor cursor = new(numbers);
        cursor.Next() = 10;
        cursor.Next() += 20;
        ref int third = ref cursor.Next();
        third *= 5;
        transcript.Case("references").Gives(numbers[0]).Gives(numbers[1]).Gives(numbers[2]).Gives(Total(1, 2, 3)).Gives(Total());

        static int Total(params ReadOnlySpan<int> values)
        {
            int total = 0;
            foreach (int value in values) total += value;
            return total;
        }
    }

    private static void Strings(ref Transcript transcript)
    {
        string text = "diesis";
        int kind = text switch { "sharp" => 1, "diesis" => 2, _ => 3 };
        transcript.Case("strings").Gives(kind).Gives(text.Length).Gives(text == "dies" + "is").Gives(string.IsNullOrEmpty(""))
            .Gives(string.IsNullOrEmpty(text)).Gives(text.Equals("diesis")).Gives(string.Equals(text, null))
            .Gives(text.AsSpan() switch { "other" => 1, "diesis" => 2, _ => 3 }).Gives(nameof(Strings));
        int sum = 0;
        foreach (char character in text) sum += character;
        transcript.Gives(sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Arithmetic(ref Transcript transcript, long positive, int negative)
    {
        unchecked
        {
            transcript.Case("arithmetic").Gives((int)positive).Gives((ushort)positive).Gives((long)(uint)negative).Gives(negative >> 1)
                .Gives((long)(negative >>> 1)).Gives(positive / negative).Gives(positive % negative).Gives((ulong)positive * 0xFFFF_FFFF_FFFF)
                .Gives(positive << negative).Gives((ulong)negative >> 60).Gives((byte)negative).Gives((sbyte)200 * negative);
        }
    }
}
