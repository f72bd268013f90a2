using System.Collections.Generic;

namespace System;

/// <summary>The order that a delegate gives.</summary>
internal readonly struct ComparisonOrder<T>(Comparison<T> comparison) : IComparer<T>
{
    public int Compare(T? x, T? y) => comparison(x!, y!);
}
