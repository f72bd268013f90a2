using System;
using System.Collections.Generic;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Commands.Pipeline;

/// <summary>Commands for which items have to be compared.</summary>
internal static class Orders
{
    public static Value Sort(CommandContext context, ValueStream stream, Closure? key, bool isDescending)
    {
        ValueOrder order = new(context.TypeArguments[^1], context);
        Value[] items = context.Collect(stream).Items;
        if (!TryKeys(context, items, key, out Value[] keys)) return default;
        if (!context.TryCharge((long)items.Length * (ListValue.BytesPerItem + sizeof(int)))) return default;
        int[] places = new int[items.Length];
        for (int i = 0; i < places.Length; i++) places[i] = i;
        int sign = isDescending ? -1 : 1;
        // By their places where they are equal: so the order of equal ones stays.
        Array.Sort(places, (left, right) => order.Compare(keys[left], keys[right]) is not 0 and int compared ? sign * compared : left.CompareTo(right));
        Value[] sorted = new Value[items.Length];
        for (int i = 0; i < sorted.Length; i++) sorted[i] = items[places[i]];
        return Value.FromObject(new ListValue(sorted));
    }

    /// <summary>Functions are called before anything is compared: what sorts could not stop when one fails.</summary>
    private static bool TryKeys(CommandContext context, Value[] items, Closure? key, out Value[] keys)
    {
        keys = items;
        if (context.IsEnding) return false;
        if (key is null) return true;
        keys = new Value[items.Length];
        for (int i = 0; i < keys.Length; i++) if (!context.TryInvoke(key, items[i], out keys[i])) return false;
        return true;
    }

    public static Value GroupBy(CommandContext context, ReadOnlySpan<Value> arguments)
    {
        ValueOrder order = new(context.TypeArguments[1], context);
        Dictionary<Value, int> places = new(order);
        List<Value> keys = [];
        List<List<Value>> groups = [];
        ValueStream items = arguments[0].Stream;
        Closure of = arguments[1].Closure;
        int count = 0;
        while (context.TryPull(items, out Value item) && context.TryInvoke(of, item, out Value key))
        {
            if (++count > ListValue.MostItems)
            {
                context.Fail($"there are more than {ListValue.MostItems} items");
                break;
            }
            if (!places.TryGetValue(key, out int place))
            {
                place = groups.Count;
                places.Add(key, place);
                keys.Add(key);
                groups.Add([]);
            }
            groups[place].Add(item);
        }
        Value[] result = new Value[groups.Count];
        for (int i = 0; i < result.Length; i++) result[i] = Value.FromObject(new RecordValue([keys[i], Value.FromObject(ListValue.Of(groups[i]))]));
        return Value.FromObject(new ListValue(result));
    }

    public static Value Extreme(CommandContext context, ValueStream items, Closure? key, bool isLargest)
    {
        ValueOrder order = new(context.TypeArguments[^1], context);
        Value best = default, bestKey = default;
        bool hasBest = false;
        while (context.TryPull(items, out Value item))
        {
            Value itemKey = item;
            if (key is not null && !context.TryInvoke(key, item, out itemKey)) return default;
            int compared = hasBest ? order.Compare(itemKey, bestKey) : 0;
            if (hasBest && (isLargest ? compared <= 0 : compared >= 0)) continue;
            (best, bestKey, hasBest) = (item, itemKey, true);
        }
        if (!hasBest) context.Fail("none of no items is the smallest or largest");
        return best;
    }
}
