using System.Collections;
using System.Collections.Generic;

namespace System.Linq;

/// <summary>A sequence and its order; sorted each time that somebody goes through it.</summary>
internal sealed class OrderedSequence<T>(IEnumerable<T> source, KeyOrder<T> order) : IOrderedEnumerable<T>
{
    public IEnumerable<T> Source => source;

    public KeyOrder<T> Order => order;

    public IEnumerator<T> GetEnumerator()
    {
        var items = source.ToList();
        order.Take(items);
        int[] indices = new int[items.Count];
        for (int i = 0; i < indices.Length; i++) indices[i] = i;
        // Where it came decides between those that are equal.
        indices.AsSpan().Sort((left, right) =>
        {
            int result = order.Compare(left, right);
            return result != 0 ? result : left - right;
        });
        foreach (int index in indices) yield return items[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
