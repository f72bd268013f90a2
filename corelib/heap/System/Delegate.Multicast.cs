using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Several calls in one, and comparison.</summary>
/// <remarks>
/// A list of delegates has itself as its first parameter, and a thunk that the compiler writes for each type: it calls
/// the first <c>_extraFunctionPointerOrData</c> of the array in <c>_helperObject</c>, and answers what the last one does.
/// </remarks>
public abstract partial class Delegate
{
    /// <summary>What an array of the list holds; the thunk knows it by these names.</summary>
    private struct Wrapper(Delegate value)
    {
        public Delegate Value = value;
    }

    private const int MulticastThunk = 0;

    /// <summary>Every type of delegates overrides it, by the compiler's hand.</summary>
    private protected virtual nint GetThunk(int whichThunk) => 0;

    public bool HasSingleTarget => List == null;

    private Wrapper[]? List => _helperObject is Wrapper[] ? Unsafe.As<Wrapper[]>(_helperObject) : null;

    private int CallCount => List == null ? 1 : (int)_extraFunctionPointerOrData;

    /// <summary>First the one, then the other; either may be missing.</summary>
    public static Delegate? Combine(Delegate? a, Delegate? b)
    {
        if (a == null) return b;
        if (b == null) return a;
        RequireSameType(a, b);
        Wrapper[] list = new Wrapper[a.CallCount + b.CallCount];
        a.CopyTo(list, 0);
        b.CopyTo(list, a.CallCount);
        return a.WithList(list);
    }

    public static Delegate? Combine(params Delegate?[]? delegates)
    {
        Delegate? all = null;
        if (delegates == null) return all;
        foreach (var next in delegates) all = Combine(all, next);
        return all;
    }

    /// <returns>The source without the calls of the value, where they last occur in a row.</returns>
    public static Delegate? Remove(Delegate? source, Delegate? value)
    {
        if (source == null || value == null) return source;
        RequireSameType(source, value);
        int count = source.CallCount, removed = value.CallCount;
        for (int start = count - removed; start >= 0; start--)
            if (source.HasAt(start, value)) return source.Without(start, removed);
        return source;
    }

    public static Delegate? RemoveAll(Delegate? source, Delegate? value)
    {
        while (true)
        {
            var before = source;
            source = Remove(source, value);
            if (ReferenceEquals(source, before)) return source;
        }
    }

    public Delegate[] GetInvocationList()
    {
        Delegate[] calls = new Delegate[CallCount];
        for (int i = 0; i < calls.Length; i++) calls[i] = CallAt(i);
        return calls;
    }

    public static bool operator ==(Delegate? left, Delegate? right)
        => ReferenceEquals(left, right) || left is not null && left.Equals(right);

    public static bool operator !=(Delegate? left, Delegate? right) => !(left == right);

    /// <summary>Whether both call the same methods of the same objects.</summary>
    public override unsafe bool Equals(object? other)
    {
        if (ReferenceEquals(this, other)) return true;
        // SAFETY: addresses of types are compared.
        if (other == null || other.m_pEEType != m_pEEType) return false;
        var that = Unsafe.As<Delegate>(other);
        if (List != null) return CallCount == that.CallCount && that.List != null && HasAt(0, that);
        // A delegate that is its own first parameter calls through a thunk, to where the other fields say.
        bool isOverThunk = ReferenceEquals(_firstParameter, this);
        bool isFirstSame = isOverThunk
            ? ReferenceEquals(that._firstParameter, that) && ReferenceEquals(_helperObject, that._helperObject)
            : ReferenceEquals(_firstParameter, that._firstParameter);
        return isFirstSame && _functionPointer == that._functionPointer
            && _extraFunctionPointerOrData == that._extraFunctionPointerOrData;
    }

    public override int GetHashCode()
    {
        HashCode hash = default;
        for (int i = 0; i < CallCount; i++)
        {
            var call = CallAt(i);
            hash.Add(call._functionPointer);
            hash.Add(call._extraFunctionPointerOrData);
        }
        return hash.ToHashCode();
    }

    private static unsafe void RequireSameType(Delegate left, Delegate right)
    {
        // SAFETY: addresses of types are compared.
        if (left.m_pEEType != right.m_pEEType) ThrowHelpers.ThrowArgumentException();
    }

    private Delegate CallAt(int index)
    {
        var list = List;
        return list == null ? this : list[index].Value;
    }

    private void CopyTo(Wrapper[] list, int start)
    {
        for (int i = 0; i < CallCount; i++) list[start + i] = new(CallAt(i));
    }

    private bool HasAt(int start, Delegate value)
    {
        for (int i = 0; i < value.CallCount; i++)
            if (!CallAt(start + i).Equals(value.CallAt(i))) return false;
        return true;
    }

    private Delegate? Without(int start, int count)
    {
        int left = CallCount - count;
        if (left == 0) return null;
        if (left == 1) return CallAt(start == 0 ? count : 0);
        Wrapper[] list = new Wrapper[left];
        for (int i = 0; i < left; i++) list[i] = new(CallAt(i < start ? i : i + count));
        return WithList(list);
    }

    private unsafe Delegate WithList(Wrapper[] list)
    {
        // SAFETY: an object of this very type, of which all fields are set here.
        var all = Unsafe.As<Delegate>(Heap.Allocate(m_pEEType));
        all._firstParameter = all;
        all._helperObject = list;
        all._extraFunctionPointerOrData = list.Length;
        all._functionPointer = GetThunk(MulticastThunk);
        return all;
    }
}
