using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Objects: casts, virtual and interface calls, boxes, static fields.</summary>
internal static class ObjectTests
{
    private interface IShape { int Area(); string Name => "shape"; }
    private interface ISource<out T> { T Get(); }
    private interface ISink<in T> { string Put(T value); }
    private interface ILabelled { string Label { get; } }
    private interface IInherited : ILabelled { int Number { get; } }

    private abstract class Shape : IShape, ILabelled
    {
        public int Size;
        public abstract int Area();
        public virtual string Label => "a shape";
    }

    private class Square : Shape, IInherited
    {
        public override int Area() => Size * Size;
        public override string Label => "a square";
        public int Number => 4;
        public override string ToString() => $"square of {Size}";
    }

    private sealed class Hidden : Square, IShape, ISource<string>, ISource<int>
    {
        int IShape.Area() => -1;
        string IShape.Name => "hidden";
        string ISource<string>.Get() => "text";
        int ISource<int>.Get() => 17;
        public override bool Equals(object? other) => other is Hidden hidden && hidden.Size == Size;
        public override int GetHashCode() => Size;
    }

    private sealed class Words : ISource<string>, ISink<object>
    {
        public string Get() => "words";
        public string Put(object value) => value.ToString() ?? "nothing";
    }

    private struct Point(int x, int y) : IShape, IEquatable<Point>, IComparable<Point>
    {
        public int X = x;
        public int Y = y;
        public int Area() => X * Y;
        public bool Equals(Point other) => X == other.X && Y == other.Y;
        public int CompareTo(Point other) => X - other.X;
        public void Move() => X += 10;
        public override readonly string ToString() => $"({X}, {Y})";
    }

    private enum Colour : short { Red = 1, Blue = -2 }

    private sealed class Holder<T>
    {
        public static readonly List<T> All = [];
        public static int Count;
        public Type Kind => typeof(T);
    }

    private static readonly string[] Names = ["zero", "one", "two"];
    private static string _mutable = "at first";
    private static readonly int Late = ComputeLate();
    private static int _order;

    private static int ComputeLate() => Names.Length * 100 + ++_order;

    public static void Run(ref Transcript transcript)
    {
        object?[] things =
        [
            new Square { Size = 3 }, new Hidden { Size = 5 }, new Words(), new Point(2, 3), 42, 7L, (byte)9, 'c', true, "text", null,
            new int[3], new uint[2], new string[1], new object[2], new Square[1], new Shape[1], new Point[1], new int[]?[1], Colour.Red,
            (int?)5, (int?)null, new List<int>(), new List<string>(), (Func<int>)(static () => 3), new Holder<string>(), (1, "x"),
        ];
        for (int i = 0; i < things.Length; i++) Casts(ref transcript, i, things[i]);
        Calls(ref transcript);
        Boxes(ref transcript);
        Statics(ref transcript);
        Arrays(ref transcript);
    }

    private static void Casts(ref Transcript transcript, int number, object? thing)
    {
        transcript.Case("classes").Of(number).Gives(thing is Shape).Gives(thing is Square).Gives(thing is Hidden).Gives(thing is string)
            .Gives(thing is Array).Gives(thing is ValueType).Gives(thing is Enum).Gives(thing is Delegate).Gives(thing is object)
            .Gives(thing is List<int>).Gives(thing is List<string>).Gives(thing is Holder<string>);
        transcript.Case("interfaces").Of(number).Gives(thing is IShape).Gives(thing is ILabelled).Gives(thing is IInherited)
            .Gives(thing is ISource<string>).Gives(thing is ISource<object>).Gives(thing is ISource<int>).Gives(thing is ISink<string>)
            .Gives(thing is ISink<object>).Gives(thing is IEnumerable<int>).Gives(thing is IEnumerable<object>)
            .Gives(thing is IReadOnlyList<string>).Gives(thing is IEquatable<int>).Gives(thing is IComparable<Point>);
        transcript.Case("values").Of(number).Gives(thing is int).Gives(thing is long).Gives(thing is byte).Gives(thing is Point)
            .Gives(thing is Colour).Gives(thing is short).Gives(thing is int? && thing is 5).Gives(thing is ValueTuple<int, string>);
        transcript.Case("arrays").Of(number).Gives(thing is int[]).Gives(thing is uint[]).Gives(thing is object[]).Gives(thing is Shape[])
            .Gives(thing is string[]).Gives(thing is IShape[]).Gives(thing is Point[]).Gives(thing is int[][]);
        string text = thing switch
        {
            int count when count > 40 => "many",
            int => "few",
            Hidden { Size: 5 } => "hidden five",
            Square square => square.Label,
            string { Length: 4 } word => word,
            Array array => "array",
            null => "null",
            _ => "other",
        };
        transcript.Case("switch").Of(number).Gives(text).Gives((thing as Shape)?.Area() ?? -5).Gives((thing as IShape)?.Area() ?? -6)
            .Gives((thing as IShape)?.Name).Gives((thing as ISource<object>)?.Get() as string);
    }

    private static void Calls(ref Transcript transcript)
    {
        IShape[] shapes = [new Square { Size = 3 }, new Hidden { Size = 5 }, new Point(4, 5), new Square { Size = 1 }];
        int total = 0;
        for (int round = 0; round < 3; round++)
            foreach (var shape in shapes) total = total * 3 + shape.Area();
        Shape hidden = new Hidden { Size = 2 };
        ISource<object> source = new Words();
        ISource<object> other = new Hidden();
        ISink<string> sink = new Words();
        IInherited inherited = new Square();
        transcript.Case("calls").Gives(total).Gives(hidden.Area()).Gives(((IShape)hidden).Area()).Gives(hidden.Label)
            .Gives(((ILabelled)hidden).Label).Gives((string)source.Get()).Gives((string)other.Get()).Gives(sink.Put("dropped"))
            .Gives(((ISource<int>)new Hidden()).Get()).Gives(inherited.Label).Gives(inherited.Number).Gives(shapes[0].Name)
            .Gives(shapes[1].Name).Gives(shapes[2].Name).Gives(hidden.Equals(new Hidden { Size = 2 })).Gives(hidden.GetHashCode())
            .Gives(hidden.ToString()).Gives(new Square { Size = 9 }.ToString()).Gives(ReferenceEquals(hidden, hidden))
            .Gives(new object().Equals(hidden)).Gives(Generic<Square>(new Square { Size = 6 })).Gives(Generic(new Point(7, 8)));

        static int Generic<T>(T shape) where T : IShape => shape.Area();
    }

    private static void Boxes(ref Transcript transcript)
    {
        object box = new Point(1, 2);
        object copy = box;
        var value = (Point)box;
        value.X = 100;
        ((IShape)box).Area();
        object number = 42, colour = Colour.Blue;
        object? empty = (long?)null, full = (long?)6;
        transcript.Case("boxes").Gives(((Point)copy).X).Gives(value.X).Gives((int)number + 1).Gives((int)(Colour)colour)
            .Gives((short)colour).Gives((int)(Colour)(short)-2).Gives(empty is null).Gives((long)full!).Gives((long?)full ?? 0)
            .Gives((long?)empty ?? -1).Gives(number.Equals(42)).Gives(number.Equals(42L)).Gives(box.Equals(new Point(1, 2)))
            .Gives(box.Equals(new Point(1, 3))).Gives(box.ToString()).Gives(number.ToString()).Gives(number.GetHashCode())
            .Gives(colour.Equals(Colour.Blue)).Gives(colour.Equals(Colour.Red)).Gives(((object)(1, 2)).Equals((1, 2)))
            .Gives('x'.Equals((object)'x')).Gives(true.Equals((object)false)).Gives("a".Equals((object)"a"));
        var points = new Point[2];
        points[1].Move();
        IComparable<Point> comparable = points[1];
        transcript.Case("boxes").Gives(points[1].X).Gives(comparable.CompareTo(points[0])).Gives(((IEquatable<Point>)points[1]).Equals(points[0]));
    }

    private static void Statics(ref Transcript transcript)
    {
        string before = _mutable;
        _mutable = "then";
        Holder<int>.All.Add(5);
        Holder<int>.Count += 2;
        Holder<string>.Count = 7;
        Holder<string>.All.Add("x");
        Holder<object>.All.Add("y");
        transcript.Case("statics").Gives(before).Gives(_mutable).Gives(Late).Gives(Names[2]).Gives(Holder<int>.All.Count)
            .Gives(Holder<int>.Count).Gives(Holder<string>.Count).Gives(Holder<object>.Count).Gives(Holder<string>.All[0])
            .Gives(Holder<object>.All.Count).Gives(new Holder<int>().Kind == typeof(int)).Gives(new Holder<string>().Kind == typeof(int));
    }

    private static void Arrays(ref Transcript transcript)
    {
        object[] objects = new string[] { "a", "b" };
        objects[1] = "c";
        var numbers = new int[5];
        numbers[^1] = 9;
        int[][] jagged = [[1, 2], [], [3]];
        IReadOnlyList<int> list = numbers;
        IEnumerable<object> enumerable = objects;
        int sum = 0;
        foreach (int number in (IEnumerable<int>)numbers) sum += number + 1;
        string joined = "";
        foreach (object item in enumerable) joined += item;
        int[]? resized = numbers;
        Array.Resize(ref resized, 7);
        transcript.Case("arrays").Gives((string)objects[1]).Gives(numbers.Length).Gives(jagged[0][1]).Gives(jagged.Length)
            .Gives(list.Count).Gives(list[4]).Gives(sum).Gives(joined).Gives(resized!.Length).Gives(resized[4]).Gives(Array.IndexOf(numbers, 9))
            .Gives(Array.Empty<int>().Length).Gives(Array.IndexOf(["x", "y"], "y")).Gives(numbers[1..3].Length).Gives(numbers.AsSpan()[3..].ToArray()[1]);
        Point[] points = [new(5, 1), new(2, 2), new(9, 3)];
        Array.Sort(points);
        transcript.Gives(points[0].X).Gives(points[2].Y);
    }
}
