using System.Collections.Generic;

namespace System;

// Tuples as keys, in order, and as text: element by element.

public partial struct ValueTuple<T1>
    : IEquatable<ValueTuple<T1>>, IComparable<ValueTuple<T1>>
{
    public readonly bool Equals(ValueTuple<T1> other)
        => EqualityComparer<T1>.Default.Equals(Item1, other.Item1);

    public override readonly bool Equals(object? other)
        => other is ValueTuple<T1> tuple && Equals(tuple);

    public readonly int CompareTo(ValueTuple<T1> other)
    {
        return Comparer<T1>.Default.Compare(Item1, other.Item1);
    }

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Item1);
        return hash.ToHashCode();
    }

    public override readonly string ToString()
        => $"({Item1})";
}

public partial struct ValueTuple<T1, T2>
    : IEquatable<(T1, T2)>, IComparable<(T1, T2)>
{
    public readonly bool Equals((T1, T2) other)
        => EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
            && EqualityComparer<T2>.Default.Equals(Item2, other.Item2);

    public override readonly bool Equals(object? other)
        => other is ValueTuple<T1, T2> tuple && Equals(tuple);

    public readonly int CompareTo((T1, T2) other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0) return order;
        return Comparer<T2>.Default.Compare(Item2, other.Item2);
    }

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Item1);
        hash.Add(Item2);
        return hash.ToHashCode();
    }

    public override readonly string ToString()
        => $"({Item1}, {Item2})";
}

public partial struct ValueTuple<T1, T2, T3>
    : IEquatable<(T1, T2, T3)>, IComparable<(T1, T2, T3)>
{
    public readonly bool Equals((T1, T2, T3) other)
        => EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
            && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
            && EqualityComparer<T3>.Default.Equals(Item3, other.Item3);

    public override readonly bool Equals(object? other)
        => other is ValueTuple<T1, T2, T3> tuple && Equals(tuple);

    public readonly int CompareTo((T1, T2, T3) other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0) return order;
        order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order != 0) return order;
        return Comparer<T3>.Default.Compare(Item3, other.Item3);
    }

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Item1);
        hash.Add(Item2);
        hash.Add(Item3);
        return hash.ToHashCode();
    }

    public override readonly string ToString()
        => $"({Item1}, {Item2}, {Item3})";
}

public partial struct ValueTuple<T1, T2, T3, T4>
    : IEquatable<(T1, T2, T3, T4)>, IComparable<(T1, T2, T3, T4)>
{
    public readonly bool Equals((T1, T2, T3, T4) other)
        => EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
            && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
            && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
            && EqualityComparer<T4>.Default.Equals(Item4, other.Item4);

    public override readonly bool Equals(object? other)
        => other is ValueTuple<T1, T2, T3, T4> tuple && Equals(tuple);

    public readonly int CompareTo((T1, T2, T3, T4) other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0) return order;
        order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order != 0) return order;
        order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (order != 0) return order;
        return Comparer<T4>.Default.Compare(Item4, other.Item4);
    }

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Item1);
        hash.Add(Item2);
        hash.Add(Item3);
        hash.Add(Item4);
        return hash.ToHashCode();
    }

    public override readonly string ToString()
        => $"({Item1}, {Item2}, {Item3}, {Item4})";
}

public partial struct ValueTuple<T1, T2, T3, T4, T5>
    : IEquatable<(T1, T2, T3, T4, T5)>, IComparable<(T1, T2, T3, T4, T5)>
{
    public readonly bool Equals((T1, T2, T3, T4, T5) other)
        => EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
            && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
            && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
            && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
            && EqualityComparer<T5>.Default.Equals(Item5, other.Item5);

    public override readonly bool Equals(object? other)
        => other is ValueTuple<T1, T2, T3, T4, T5> tuple && Equals(tuple);

    public readonly int CompareTo((T1, T2, T3, T4, T5) other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0) return order;
        order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order != 0) return order;
        order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (order != 0) return order;
        order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (order != 0) return order;
        return Comparer<T5>.Default.Compare(Item5, other.Item5);
    }

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Item1);
        hash.Add(Item2);
        hash.Add(Item3);
        hash.Add(Item4);
        hash.Add(Item5);
        return hash.ToHashCode();
    }

    public override readonly string ToString()
        => $"({Item1}, {Item2}, {Item3}, {Item4}, {Item5})";
}

public partial struct ValueTuple<T1, T2, T3, T4, T5, T6>
    : IEquatable<(T1, T2, T3, T4, T5, T6)>, IComparable<(T1, T2, T3, T4, T5, T6)>
{
    public readonly bool Equals((T1, T2, T3, T4, T5, T6) other)
        => EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
            && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
            && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
            && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
            && EqualityComparer<T5>.Default.Equals(Item5, other.Item5)
            && EqualityComparer<T6>.Default.Equals(Item6, other.Item6);

    public override readonly bool Equals(object? other)
        => other is ValueTuple<T1, T2, T3, T4, T5, T6> tuple && Equals(tuple);

    public readonly int CompareTo((T1, T2, T3, T4, T5, T6) other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0) return order;
        order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order != 0) return order;
        order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (order != 0) return order;
        order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (order != 0) return order;
        order = Comparer<T5>.Default.Compare(Item5, other.Item5);
        if (order != 0) return order;
        return Comparer<T6>.Default.Compare(Item6, other.Item6);
    }

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Item1);
        hash.Add(Item2);
        hash.Add(Item3);
        hash.Add(Item4);
        hash.Add(Item5);
        hash.Add(Item6);
        return hash.ToHashCode();
    }

    public override readonly string ToString()
        => $"({Item1}, {Item2}, {Item3}, {Item4}, {Item5}, {Item6})";
}

public partial struct ValueTuple<T1, T2, T3, T4, T5, T6, T7>
    : IEquatable<(T1, T2, T3, T4, T5, T6, T7)>, IComparable<(T1, T2, T3, T4, T5, T6, T7)>
{
    public readonly bool Equals((T1, T2, T3, T4, T5, T6, T7) other)
        => EqualityComparer<T1>.Default.Equals(Item1, other.Item1)
            && EqualityComparer<T2>.Default.Equals(Item2, other.Item2)
            && EqualityComparer<T3>.Default.Equals(Item3, other.Item3)
            && EqualityComparer<T4>.Default.Equals(Item4, other.Item4)
            && EqualityComparer<T5>.Default.Equals(Item5, other.Item5)
            && EqualityComparer<T6>.Default.Equals(Item6, other.Item6)
            && EqualityComparer<T7>.Default.Equals(Item7, other.Item7);

    public override readonly bool Equals(object? other)
        => other is ValueTuple<T1, T2, T3, T4, T5, T6, T7> tuple && Equals(tuple);

    public readonly int CompareTo((T1, T2, T3, T4, T5, T6, T7) other)
    {
        int order = Comparer<T1>.Default.Compare(Item1, other.Item1);
        if (order != 0) return order;
        order = Comparer<T2>.Default.Compare(Item2, other.Item2);
        if (order != 0) return order;
        order = Comparer<T3>.Default.Compare(Item3, other.Item3);
        if (order != 0) return order;
        order = Comparer<T4>.Default.Compare(Item4, other.Item4);
        if (order != 0) return order;
        order = Comparer<T5>.Default.Compare(Item5, other.Item5);
        if (order != 0) return order;
        order = Comparer<T6>.Default.Compare(Item6, other.Item6);
        if (order != 0) return order;
        return Comparer<T7>.Default.Compare(Item7, other.Item7);
    }

    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Item1);
        hash.Add(Item2);
        hash.Add(Item3);
        hash.Add(Item4);
        hash.Add(Item5);
        hash.Add(Item6);
        hash.Add(Item7);
        return hash.ToHashCode();
    }

    public override readonly string ToString()
        => $"({Item1}, {Item2}, {Item3}, {Item4}, {Item5}, {Item6}, {Item7})";
}
