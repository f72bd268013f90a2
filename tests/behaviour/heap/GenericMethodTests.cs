using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Generic methods that the object chooses: of classes and interfaces, by calls, by delegates and by type parameters.</summary>
internal static class GenericMethodTests
{
    private class Shape
    {
        public virtual string Name<T>(T value) => $"shape of {value}";
        public virtual string Name<T>(T first, int second) => $"shape of {first} and {second}";
        public virtual int Count<TFirst, TSecond>(TFirst first, ref TSecond second) where TSecond : struct
        {
            second = default;
            return first == null ? 0 : 1;
        }
    }

    private class Square : Shape
    {
        public override string Name<TOther>(TOther value) => $"square of {value}, {base.Name(value)}";
    }

    private sealed class Tile : Square
    {
        public override string Name<T>(T value) => $"tile of {value}";
        public override int Count<TFirst, TSecond>(TFirst first, ref TSecond second) => 2;
    }

    /// <summary>What its base does not know a parameter of.</summary>
    private class Frame<TContent>(TContent content) : Shape
    {
        public override string Name<T>(T value) => $"{(value is TContent ? "same" : "other")} frame of {content} and {value}";
        public virtual List<(TContent, T)> Pair<T>(T value) => [(content, value)];
    }

    private sealed class DoubleFrame<TInner>(TInner inner) : Frame<List<TInner>>([inner, inner])
    {
        public override List<(List<TInner>, T)> Pair<T>(T value) => [.. base.Pair(value), .. base.Pair(value)];
    }

    /// <summary>A method of its own with a name that is taken; what derives from it overrides that one.</summary>
    private class Hiding : Shape
    {
        public new virtual string Name<T>(T value) => $"hiding {value}";
    }

    private sealed class Hidden : Hiding
    {
        public override string Name<T>(T value) => $"hidden {value}";
    }

    private abstract class Source
    {
        public abstract Shape Make<T>(T content);
    }

    private sealed class FrameSource : Source
    {
        public override Frame<T> Make<T>(T content) => new(content);
    }

    private interface IVisitor
    {
        string Visit<T>(T value);
        string VisitTwice<T>(T value) => $"twice {Visit(value)}";
    }

    private interface ILoudVisitor : IVisitor
    {
        string IVisitor.VisitTwice<T>(T value) => $"loudly {Visit(value)}!";
    }

    private sealed class Plain : IVisitor
    {
        public string Visit<T>(T value) => $"plain {value}";
    }

    private class Explicit : ILoudVisitor
    {
        string IVisitor.Visit<T>(T value) => $"explicit {value}";
        public string Visit<T>(T value) => "not meant";
    }

    /// <summary>Implements it once more; the class that it derives from has said so already.</summary>
    private sealed class Again : Explicit, IVisitor
    {
        public new string Visit<T>(T value) => $"again {value}";
        public string VisitTwice<T>(T value) => "once";
    }

    private struct Counter(int start) : IVisitor
    {
        private int _count = start;
        public string Visit<T>(T value) => $"{++_count} {value}";
    }

    /// <summary>An implementation that a class has from one which knows nothing of the interface.</summary>
    private class Unknowing
    {
        public virtual string Visit<T>(T value) => $"unknowing {value}";
    }

    private class Adopting : Unknowing, IVisitor;

    private sealed class Overriding : Adopting
    {
        public override string Visit<T>(T value) => $"overriding {value}";
    }

    private interface ITable<TKey>
    {
        string Look<T>(TKey key, T otherwise);
        TKey First<T>();
    }

    private sealed class Both : ITable<int>, ITable<string>
    {
        string ITable<int>.Look<T>(int key, T otherwise) => $"number {key} {otherwise}";
        string ITable<string>.Look<T>(string key, T otherwise) => $"text {key} {otherwise}";
        int ITable<int>.First<T>() => 7;
        string ITable<string>.First<T>() => "seven";
    }

    private sealed class Repeated<TKey>(TKey first) : ITable<TKey>
    {
        public string Look<T>(TKey key, T otherwise) => $"{key} of {first}: {otherwise}";
        public TKey First<T>() => first;
    }

    private interface IProducer<out T>
    {
        T Make<TOther>(TOther value);
    }

    private interface IConsumer<in T>
    {
        string Take<TOther>(T value, TOther other);
    }

    private sealed class TextMaker : IProducer<string>, IConsumer<object>
    {
        public string Make<TOther>(TOther value) => $"made of {value}";
        public string Take<TOther>(object value, TOther other) => $"took {value} and {other}";
    }

    /// <summary>An expression as a tree, and what walks over it: what generic virtual methods are most used for.</summary>
    private abstract class Expression
    {
        public abstract TResult Accept<TResult>(IWalker<TResult> walker);
    }

    private sealed class Constant<T>(T value) : Expression
    {
        public override TResult Accept<TResult>(IWalker<TResult> walker) => walker.Constant(value);
    }

    private sealed class Sum(Expression left, Expression right) : Expression
    {
        public override TResult Accept<TResult>(IWalker<TResult> walker) => walker.Sum(left.Accept(walker), right.Accept(walker));
    }

    private interface IWalker<TResult>
    {
        TResult Constant<T>(T value);
        TResult Sum(TResult left, TResult right);
    }

    private sealed class Writer : IWalker<string>
    {
        public string Constant<T>(T value) => value is string text ? $"'{text}'" : $"{value}";
        public string Sum(string left, string right) => $"({left} + {right})";
    }

    private sealed class Evaluator : IWalker<double>
    {
        public double Constant<T>(T value) => value is int number ? number : value is double real ? real : 0;
        public double Sum(double left, double right) => left + right;
    }

    public static void Run(ref Transcript transcript)
    {
        Classes(ref transcript);
        GenericClasses(ref transcript);
        Interfaces(ref transcript);
        GenericInterfaces(ref transcript);
        TypeParameters(ref transcript);
        Delegates(ref transcript);
        Trees(ref transcript);
    }

    private static void Classes(ref Transcript transcript)
    {
        foreach (var shape in new Shape[] { new(), new Square(), new Tile(), new Hiding(), new Hidden() })
        {
            double number = 3;
            transcript.Case("class").Gives(shape.Name(5)).Gives(shape.Name("five")).Gives(shape.Name<object>('c')).Gives(shape.Name((1, "one"))).Gives(shape.Name("x", 2))
                .Gives(shape.Count("text", ref number)).Gives(number).Gives(shape.Count((object?)null, ref number));
        }
        transcript.Case("hiding").Gives(Opaque(new Hiding()).Name(1)).Gives(Opaque<Hiding>(new Hidden()).Name(1)).Gives(Opaque(new Hidden()).Name("one"));
        Tile? tile = Opaque(new Tile());
        transcript.Case("known").Gives(tile.Name(1)).Gives(tile.Name("x", 1)).Gives(Opaque<Square>(tile).Name('c'));
    }

    private static void GenericClasses(ref Transcript transcript)
    {
        foreach (var shape in new Shape[] { new Frame<int>(1), new Frame<string>("one"), new Frame<Shape>(new Tile()), new Frame<(int, string)>((1, "x")), new DoubleFrame<string>("two") })
            transcript.Case("generic class").Gives(shape.Name(5) is var name && name.Contains("5")).Gives(shape.Name("five").StartsWith("same")).Gives(shape.Name((2, "y")).Length > 20);
        transcript.Case("both").Gives(Opaque(new Frame<int>(4)).Pair("x")[0].Item2).Gives(Opaque(new Frame<string>("s")).Pair('y')[0].Item1)
            .Gives(Opaque<Frame<List<string>>>(new DoubleFrame<string>("d")).Pair(8).Count).Gives(Opaque<Frame<List<string>>>(new DoubleFrame<string>("d")).Pair("z")[1].Item1[1])
            .Gives(Opaque<Frame<List<long>>>(new DoubleFrame<long>(6)).Pair("z")[1].Item1[1]).Gives(Opaque(new Frame<List<long>>([5])).Pair("z").Count);
        // Instances that only come to be where one is called.
        Source source = Opaque<Source>(new FrameSource());
        transcript.Case("made").Gives(source.Make(3).Name("x")).Gives(source.Make("three").Name("x")).Gives(source.Make(source.Make('a')).Name(1)[..11])
            .Gives(Opaque((FrameSource)source).Make(2.5).Pair(1)[0].Item1);
    }

    private static void Interfaces(ref Transcript transcript)
    {
        foreach (var visitor in new IVisitor[] { new Plain(), new Explicit(), new Again(), new Counter(4), new Adopting(), new Overriding() })
            transcript.Case("interface").Gives(visitor.Visit(5)).Gives(visitor.Visit("five")).Gives(visitor.VisitTwice(6)).Gives(visitor.VisitTwice("six"));
        transcript.Case("its own").Gives(Opaque(new Explicit()).Visit(1)).Gives(Opaque(new Again()).Visit("x")).Gives(((ILoudVisitor)Opaque(new Again())).VisitTwice(2));
    }

    private static void GenericInterfaces(ref Transcript transcript)
    {
        object both = Opaque<object>(new Both());
        transcript.Case("both").Gives(((ITable<int>)both).Look(1, "x")).Gives(((ITable<string>)both).Look("one", 2)).Gives(((ITable<int>)both).First<long>()).Gives(((ITable<string>)both).First<object>());
        transcript.Case("repeated").Gives(Opaque<ITable<int>>(new Repeated<int>(3)).Look(1, "x")).Gives(Opaque<ITable<string>>(new Repeated<string>("s")).Look("key", 'c'))
            .Gives(Opaque<ITable<long>>(new Repeated<long>(long.MinValue)).First<string>()).Gives(Opaque<ITable<(int, string)>>(new Repeated<(int, string)>((1, "b"))).First<int>().Item2);
        transcript.Case("variant").Gives((string)Opaque<IProducer<object>>(new TextMaker()).Make(5)).Gives(Opaque<IProducer<string>>(new TextMaker()).Make("x"))
            .Gives(Opaque<IConsumer<string>>(new TextMaker()).Take("text", 1)).Gives(Opaque<IConsumer<object>>(new TextMaker()).Take('o', "p"));
    }

    private static void TypeParameters(ref Transcript transcript)
    {
        Counter counter = new(10);
        transcript.Case("parameter").Gives(Visit(ref counter, 1)).Gives(Visit(ref counter, "two")).Gives(counter.Visit('c'));
        Plain plain = new();
        IVisitor overriding = new Overriding();
        transcript.Case("parameter").Gives(Visit(ref plain, 1)).Gives(Visit(ref plain, "two")).Gives(Visit(ref overriding, 2)).Gives(Visit(ref overriding, "x"));
        transcript.Case("shared").Gives(All<string>(["a", "b"])).Gives(All<int>([1, 2])).Gives(All<object>([1, "b"]));

        static string All<T>(T[] values)
        {
            IVisitor[] visitors = [new Plain(), new Counter(1)];
            return string.Join(' ', values.SelectMany(value => visitors.Select(visitor => visitor.Visit(value))));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Visit<TVisitor, T>(ref TVisitor visitor, T value) where TVisitor : IVisitor => visitor.Visit(value) + visitor.Visit((value, 1));

    private static void Delegates(ref Transcript transcript)
    {
        Func<int, string> name = Opaque<Shape>(new Tile()).Name;
        Func<string, string> visit = Opaque<IVisitor>(new Counter(7)).Visit;
        Func<string, string> framed = Opaque<Shape>(new Frame<string>("f")).Name;
        transcript.Case("delegate").Gives(name(3)).Gives(visit("x")).Gives(visit("y")).Gives(framed("g")).Gives(Apply(Opaque<Shape>(new Square()).Name, 8));

        static string Apply(Func<int, string> function, int value) => function(value);
    }

    private static void Trees(ref Transcript transcript)
    {
        Expression tree = new Sum(new Constant<int>(1), new Sum(new Constant<string>("two"), new Constant<double>(0.5)));
        transcript.Case("tree").Gives(tree.Accept(new Writer())).Gives(tree.Accept(new Evaluator()));
    }

    /// <summary>Not to be seen through by the compiler.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Opaque<T>(T value) => value;
}
