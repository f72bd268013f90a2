namespace Diesis.Abi;

/// <summary>
/// A process's name for something that it holds. It means nothing in another process, and after its release nothing in
/// this one either: a value is never given twice.
/// </summary>
/// <remarks>
///   63…24        23…0
///   generation   place in the process's table
/// </remarks>
public readonly struct Handle(ulong value)
{
    public const int IndexBits = 24;
    public const ulong IndexMask = (1UL << IndexBits) - 1;

    /// <summary>Never a handle.</summary>
    public static Handle None => default;

    public Handle(uint index, ulong generation) : this(generation << IndexBits | index)
    {
    }

    public ulong Value { get; } = value;
    public uint Index => (uint)(Value & IndexMask);
    public ulong Generation => Value >> IndexBits;
    public bool IsNone => Value == 0;

    public static bool operator ==(Handle left, Handle right) => left.Value == right.Value;
    public static bool operator !=(Handle left, Handle right) => left.Value != right.Value;
    public override bool Equals(object? other) => other is Handle handle && handle.Value == Value;
    public override int GetHashCode() => unchecked((int)Value);
}

/// <summary>A handle to an object of one type. The kernel does not take the caller's word for it.</summary>
/// <typeparam name="T">One of the types in <c>Diesis.Abi.Objects</c>.</typeparam>
public readonly struct Handle<T>(Handle untyped) where T : struct, Objects.IObject
{
    public Handle Untyped { get; } = untyped;
    public ulong Value => Untyped.Value;
    public bool IsNone => Untyped.IsNone;

    public static implicit operator Handle(Handle<T> handle) => handle.Untyped;
}
