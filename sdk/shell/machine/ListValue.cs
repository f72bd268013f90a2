using System.Collections.Generic;

namespace Diesis.Shell.Machine;

/// <summary>The items of a list. It never changes: who makes one gives the array away.</summary>
public sealed class ListValue(Value[] items)
{
    /// <summary>What a line may collect: more is a stream that somebody forgot to end.</summary>
    public const int MostItems = 1 << 18;

    /// <summary>What an item takes; and a list, record or function besides its items.</summary>
    internal const int BytesPerItem = 16, BytesBesides = 64;

    public Value[] Items { get; } = items;

    public static ListValue Of(List<Value> items) => new(items.ToArray());
}

/// <summary>The values of a record, in the order of its type's fields.</summary>
public sealed class RecordValue(Value[] fields)
{
    public Value[] Fields { get; } = fields;
}
