using System.Runtime.CompilerServices;

namespace Internal.Runtime.GarbageCollection;

/// <summary>
/// Two objects, of which the second is kept as long as somebody keeps the first, and this pair. Neither is reached through it otherwise: its fields are words to the
/// collector, which empties them when the first is dead.
/// </summary>
internal sealed unsafe class DependentPair
{
    /// <summary>Addresses of objects; the first 0 when it is dead, and the second with it.</summary>
    internal nuint Key, Value;

    private DependentPair() { }

    public static DependentPair Make(object key, object? value)
    {
        DependentPair pair = new() { Key = Boxes.AddressOf(key), Value = Boxes.AddressOf(value) };
        _ = Handles.Allocate(pair, HandleKind.Pair);
        // Until then nothing else kept them.
        System.GC.KeepAlive(key);
        System.GC.KeepAlive(value);
        return pair;
    }

    /// <returns>Null when it is dead.</returns>
    public object? FindKey() => Boxes.ObjectAt(Key);

    public object? FindValue() => Boxes.ObjectAt(Value);

    /// <summary>Of the collector: at the address of a pair.</summary>
    public static DependentPair At(nuint address) => Unsafe.As<DependentPair>(Boxes.ObjectAt(address)!);
}
