using System;
using System.Collections.Generic;
using Diesis.Shell.Machine;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Commands;

/// <summary>Values of C# as those of the language, and back: what generated code calls.</summary>
public static class CommandValues
{
    private const long NanosecondsPerTick = 100;

    public static Value List<T>(T[] items, Func<T, Value> of)
    {
        Value[] values = new Value[items.Length];
        for (int i = 0; i < values.Length; i++) values[i] = of(items[i]);
        return Value.FromObject(new ListValue(values));
    }

    public static Value Stream<T>(IEnumerable<T> items, Func<T, Value> of) => Value.FromObject(new EnumeratedStream<T>(items.GetEnumerator(), of));

    public static T[] Array<T>(Value list, Func<Value, T> of)
    {
        Value[] values = list.List.Items;
        T[] items = new T[values.Length];
        for (int i = 0; i < items.Length; i++) items[i] = of(values[i]);
        return items;
    }

    /// <summary>The nearest duration that 64 bits of nanoseconds hold: they are 292 years.</summary>
    public static Value Duration(TimeSpan span)
        => Value.FromBits(Math.Clamp(span.Ticks, long.MinValue / NanosecondsPerTick, long.MaxValue / NanosecondsPerTick) * NanosecondsPerTick);

    public static TimeSpan Duration(Value value) => new(value.Bits / NanosecondsPerTick);

    public static Value Time(DateTime time) => Value.FromBits(ValueText.TimeOf(time));

    public static DateTime Time(Value value) => ValueText.DateOf(value.Bits);

    /// <summary>What a command makes item by item.</summary>
    private sealed class EnumeratedStream<T>(IEnumerator<T> items, Func<T, Value> of) : ValueStream
    {
        public override bool TryNext(CommandContext context, out Value item)
        {
            item = default;
            if (context.IsEnding) return false;
            if (!items.MoveNext()) return false;
            item = of(items.Current);
            return true;
        }
    }
}
