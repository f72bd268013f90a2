using System;
using System.Collections.Generic;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Commands.Pipeline;

/// <summary>
/// The commands that work on sequences of anything. Their declarations have type parameters, which C# has no like of for values of the language; so they stand here as text, and not as methods for
/// the generator. What can be done item by item is a stream and takes nothing before it is asked.
/// </summary>
public static class PipelineCommands
{
    public static void AddTo(CommandTable table)
    {
        AddStreams(table);
        AddParts(table);
        AddOrders(table);
        AddResults(table);
        AddNumbers(table);
        AddViews(table);
    }

    private static void AddStreams(CommandTable table)
    {
        table.Add("where<T>(items: stream<T>, condition: fn(T): bool): stream<T>", "The items for which the condition holds.",
            static (_, a) => Stream(new WhereStream(a[0].Stream, a[1].Closure)), example: "1..10 | where(x => x % 2 == 0)");
        table.Add("select<T, U>(items: stream<T>, of: fn(T): U): stream<U>", "What the function makes of each item.",
            static (_, a) => Stream(new SelectStream(a[0].Stream, a[1].Closure)), example: "1..3 | select(x => x * x)");
        table.Add("selectMany<T, U>(items: stream<T>, of: fn(T): list<U>): stream<U>", "The items of all lists that the function makes of each item.",
            static (_, a) => Stream(new SelectManyStream(a[0].Stream, a[1].Closure)), example: "[\"a b\", \"c\"] | selectMany(t => t.words())");
        table.Add("distinct<T>(items: stream<T>): stream<T>", "Each item once.",
            static (c, a) => Stream(new DistinctStream(a[0].Stream, new ValueOrder(c.TypeArguments[0], c))), example: "[1, 2, 1] | distinct");
        table.Add("concat<T>(items: stream<T>, more: stream<T>): stream<T>", "The items of the one, then those of the other.",
            static (_, a) => Stream(new ConcatStream(a[0].Stream, a[1].Stream)), example: "1..3 | concat([10, 20])");
        table.Add("indexed<T>(items: stream<T>): stream<{ index: int, item: T }>", "Each item with its number, from 0 on.",
            static (_, a) => Stream(new IndexedStream(a[0].Stream)), example: "[\"a\", \"b\"] | indexed");
        table.Add("repeat<T>(item: T, times: int): stream<T>", "The same item so many times.",
            static (_, a) => Stream(new RepeatStream(a[0], a[1].Bits)), example: "repeat(\"-\", 10) | join(\"\")");
        table.Add("each<T>(items: stream<T>, action: fn(T))", "Does something with each item.", Each, example: "1..3 | each(x => print($\"{x}!\"))");
    }

    /// <summary>What is shown again and again until somebody has seen enough.</summary>
    private static void AddViews(CommandTable table)
    {
        table.Add("watch<T>(make: fn(): T, every: duration = 2.s)", "Shows something again and again, until q or Ctrl-C; once, if the output is no terminal.", Watch,
            "make: is called each time\nevery: the time between", "watch(() => jobs())");
    }

    private static Value Watch(CommandContext context, ReadOnlySpan<Value> arguments)
    {
        Closure make = arguments[0].Closure;
        ShellType type = context.TypeArguments[0];
        Presentation.LiveView.Run(context, CommandValues.Duration(arguments[1]), output =>
        {
            if (!context.TryInvoke(make, [], out Value value)) return false;
            if (type != PrimitiveType.Nothing) Presentation.Presenter.Show(context, output, value, type);
            return !context.IsEnding;
        });
        return default;
    }

    private static void AddParts(CommandTable table)
    {
        table.Add("take<T>(items: stream<T>, count: int): stream<T>", "The first items, so many at most; what is behind them is never asked for.",
            static (_, a) => Stream(new TakeStream(a[0].Stream, a[1].Bits)), example: "1.. | take(3)");
        table.Add("skip<T>(items: stream<T>, count: int): stream<T>", "All but the first items.",
            static (_, a) => Stream(new SkipStream(a[0].Stream, a[1].Bits)), example: "1..10 | skip(7)");
        table.Add("takeWhile<T>(items: stream<T>, condition: fn(T): bool): stream<T>", "The items before the first one for which the condition does not hold.",
            static (_, a) => Stream(new TakeWhileStream(a[0].Stream, a[1].Closure)), example: "1.. | takeWhile(x => x * x < 50)");
        table.Add("last<T>(items: stream<T>, count: int): list<T>", "The last items, so many at most.", static (c, a) =>
        {
            Value[] items = c.Collect(a[0].Stream).Items;
            int count = (int)Math.Clamp(a[1].Bits, 0, items.Length);
            return List(items.AsSpan(items.Length - count).ToArray());
        }, example: "1..10 | last(2)");
        table.Add("first<T>(items: stream<T>): T", "The first item; it is a failure if there is none.", static (c, a) => First(c, a[0].Stream, null), example: "[3, 1] | first");
        table.Add("first<T>(items: stream<T>, condition: fn(T): bool): T", "The first item for which the condition holds; it is a failure if there is none.",
            static (c, a) => First(c, a[0].Stream, a[1].Closure), example: "1.. | first(x => x * x > 50)");
        table.Add("firstOr<T>(items: stream<T>, otherwise: T): T", "The first item, or something else if there is none.", static (c, a) => c.TryPull(a[0].Stream, out Value item) ? item : a[1], example: "1..10 | where(x => x > 10) | firstOr(0)");
    }

    private static void AddOrders(CommandTable table)
    {
        table.Add("sort<T: ordered>(items: stream<T>): list<T>", "The items from the smallest to the largest.",
            static (c, a) => Orders.Sort(c, a[0].Stream, null, isDescending: false), example: "[3, 1, 2] | sort");
        table.Add("sortBy<T, K: ordered>(items: stream<T>, key: fn(T): K): list<T>", "The items in the order of what the function says of them; equal ones stay in theirs.",
            static (c, a) => Orders.Sort(c, a[0].Stream, a[1].Closure, isDescending: false), example: "[\"bb\", \"a\"] | sortBy(t => t.length())");
        table.Add("sortByDescending<T, K: ordered>(items: stream<T>, key: fn(T): K): list<T>", "As sortBy, the largest first.",
            static (c, a) => Orders.Sort(c, a[0].Stream, a[1].Closure, isDescending: true), example: "[\"a\", \"bb\"] | sortByDescending(t => t.length())");
        table.Add("reverse<T>(items: stream<T>): list<T>", "The items from the last to the first.", static (c, a) =>
        {
            Value[] items = c.Collect(a[0].Stream).Items;
            Array.Reverse(items);
            return List(items);
        }, example: "1..3 | reverse");
        table.Add("groupBy<T, K>(items: stream<T>, key: fn(T): K): list<{ key: K, items: list<T> }>", "The items of each key together, in the order in which keys come first.", Orders.GroupBy, example: "1..10 | groupBy(x => x % 3)");
        table.Add("min<T: ordered>(items: stream<T>): T", "The smallest item.", static (c, a) => Orders.Extreme(c, a[0].Stream, null, isLargest: false), example: "[3, 1, 2] | min");
        table.Add("max<T: ordered>(items: stream<T>): T", "The largest item.", static (c, a) => Orders.Extreme(c, a[0].Stream, null, isLargest: true), example: "[3, 1, 2] | max");
        table.Add("minBy<T, K: ordered>(items: stream<T>, key: fn(T): K): T", "The item of which the function says the smallest.",
            static (c, a) => Orders.Extreme(c, a[0].Stream, a[1].Closure, isLargest: false), example: "[\"bb\", \"a\"] | minBy(t => t.length())");
        table.Add("maxBy<T, K: ordered>(items: stream<T>, key: fn(T): K): T", "The item of which the function says the largest.",
            static (c, a) => Orders.Extreme(c, a[0].Stream, a[1].Closure, isLargest: true), example: "[\"bb\", \"a\"] | maxBy(t => t.length())");
    }

    private static void AddResults(CommandTable table)
    {
        table.Add("count<T>(items: stream<T>): int", "How many items there are.", static (c, a) => Count(c, a[0].Stream, null), example: "1..10 | count");
        table.Add("count<T>(items: stream<T>, condition: fn(T): bool): int", "For how many items the condition holds.", static (c, a) => Count(c, a[0].Stream, a[1].Closure), example: "1..10 | count(x => x > 7)");
        table.Add("any<T>(items: stream<T>): bool", "Whether there is an item.", static (c, a) => Value.FromBool(c.TryPull(a[0].Stream, out _)), example: "[1, 2] | any");
        table.Add("any<T>(items: stream<T>, condition: fn(T): bool): bool", "Whether the condition holds for one of the items.",
            static (c, a) => Value.FromBool(Find(c, a[0].Stream, a[1].Closure, wanted: true, out _)), example: "[1, 2] | any(x => x > 1)");
        table.Add("all<T>(items: stream<T>, condition: fn(T): bool): bool", "Whether the condition holds for each of the items.",
            static (c, a) => Value.FromBool(!Find(c, a[0].Stream, a[1].Closure, wanted: false, out _)), example: "[1, 2] | all(x => x > 0)");
        table.Add("has<T>(items: stream<T>, item: T): bool", "Whether the item is one of them.", static (c, a) =>
        {
            ValueOrder order = new(c.TypeArguments[0], c);
            while (c.TryPull(a[0].Stream, out Value item)) if (order.Equals(item, a[1])) return Value.FromBool(true);
            return Value.FromBool(false);
        }, example: "[1, 2] | has(2)");
        table.Add("toList<T>(items: stream<T>): list<T>", "All items.", static (c, a) => Value.FromObject(c.Collect(a[0].Stream)), example: "1..3 | toList");
        table.Add("fold<T, A>(items: stream<T>, start: A, with: fn(A, T): A): A", "Puts all items together, one after the other.", Fold, example: "1..4 | fold(1, (product, x) => product * x)");
        table.Add("join<T>(items: stream<T>, separator: string = \", \"): string", "All items as one text.", Join, example: "[\"a\", \"b\"] | join(\" and \")");
    }

    private static void AddNumbers(CommandTable table)
    {
        table.Add("sum<T: number>(items: stream<T>): T", "The items added up.", static (c, a) => Numbers.Sum(c, a[0].Stream, null, c.TypeArguments[0]), example: "1..10 | sum");
        table.Add("sum<T, N: number>(items: stream<T>, of: fn(T): N): N", "What the function says of the items, added up.",
            static (c, a) => Numbers.Sum(c, a[0].Stream, a[1].Closure, c.TypeArguments[1]), example: "[\"a\", \"bb\"] | sum(t => t.length())");
        table.Add("average<T: number>(items: stream<T>): double", "The mean of the items; it is a failure if there is none.",
            static (c, a) => Numbers.Average(c, a[0].Stream, null, c.TypeArguments[0]), example: "[1, 2, 4] | average");
        table.Add("average<T, N: number>(items: stream<T>, of: fn(T): N): double", "The mean of what the function says of the items.",
            static (c, a) => Numbers.Average(c, a[0].Stream, a[1].Closure, c.TypeArguments[1]), example: "[\"a\", \"bb\"] | average(t => t.length())");
    }

    private static Value Stream(ValueStream stream) => Value.FromObject(stream);
    private static Value List(Value[] items) => Value.FromObject(new ListValue(items));

    private static Value Each(CommandContext context, ReadOnlySpan<Value> arguments)
    {
        ValueStream items = arguments[0].Stream;
        Closure action = arguments[1].Closure;
        while (context.TryPull(items, out Value item) && context.TryInvoke(action, item, out _)) { }
        return default;
    }

    private static Value First(CommandContext context, ValueStream items, Closure? condition)
    {
        Value item;
        if (condition is null ? context.TryPull(items, out item) : Find(context, items, condition, wanted: true, out item)) return item;
        context.Fail(condition is null ? "there is no first item: there are none" : "there is no such item");
        return default;
    }

    private static bool Find(CommandContext context, ValueStream items, Closure condition, bool wanted, out Value found)
    {
        while (context.TryPull(items, out found))
        {
            if (!context.TryInvoke(condition, found, out Value holds)) return false;
            if (holds.IsTrue == wanted) return true;
        }
        return false;
    }

    private static Value Count(CommandContext context, ValueStream items, Closure? condition)
    {
        long count = 0;
        while (context.TryPull(items, out Value item))
        {
            Value holds = Value.FromBool(true);
            if (condition is not null && !context.TryInvoke(condition, item, out holds)) break;
            if (holds.IsTrue) count++;
        }
        return Value.FromBits(count);
    }

    private static Value Fold(CommandContext context, ReadOnlySpan<Value> arguments)
    {
        ValueStream items = arguments[0].Stream;
        Closure with = arguments[2].Closure;
        Value result = arguments[1];
        while (context.TryPull(items, out Value item) && context.TryInvoke(with, [result, item], out result)) { }
        return result;
    }

    private static Value Join(CommandContext context, ReadOnlySpan<Value> arguments)
    {
        ShellType type = context.TypeArguments[0];
        string separator = arguments[1].Text;
        ValueStream items = arguments[0].Stream;
        System.Text.StringBuilder text = new();
        bool isFirst = true;
        while (context.TryPull(items, out Value item))
        {
            if (!isFirst) text.Append(separator);
            isFirst = false;
            text.Append(Presentation.ValueText.Of(item, type));
            if (text.Length <= Presentation.ValueText.MostCharacters) continue;
            context.Fail("the text would be too long");
            break;
        }
        return Value.FromText(text.ToString());
    }
}
