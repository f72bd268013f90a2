using System.Collections.Generic;

namespace System;

internal static class HeapSort
{
    public static void Sort<T, TComparer>(Span<T> span, TComparer comparer) where TComparer : IComparer<T>
    {
        // Every parent is made to stand after its children; then the greatest, in front, goes to the end each time.
        for (int parent = span.Length / 2 - 1; parent >= 0; parent--) Sink(span, parent, comparer);
        for (int last = span.Length - 1; last > 0; last--)
        {
            (span[0], span[last]) = (span[last], span[0]);
            Sink(span.Slice(0, last), 0, comparer);
        }
    }

    private static void Sink<T, TComparer>(Span<T> heap, int parent, TComparer comparer) where TComparer : IComparer<T>
    {
        var sinking = heap[parent];
        while (true)
        {
            int child = 2 * parent + 1;
            if (child >= heap.Length) break;
            if (child + 1 < heap.Length && comparer.Compare(heap[child], heap[child + 1]) < 0) child++;
            if (comparer.Compare(sinking, heap[child]) >= 0) break;
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = sinking;
    }
}
