using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace System.Runtime.InteropServices;

/// <summary>The insides of collections, for whoever does not change them meanwhile. The language makes lists with it.</summary>
public static class CollectionsMarshal
{
    public static Span<T> AsSpan<T>(List<T>? list) => list == null ? default : list.Contents;

    /// <summary>What is added is whatever the memory holds: for who fills it at once.</summary>
    public static void SetCount<T>(List<T> list, int count) => list.SetCount(count);

    /// <returns>The place of a value; no place at all when the key is not there.</returns>
    public static ref TValue GetValueRefOrNullRef<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
        => ref dictionary.FindPlace(key);

    public static ref TValue? GetValueRefOrAddDefault<TKey, TValue>(
        Dictionary<TKey, TValue> dictionary, TKey key, out bool exists) where TKey : notnull
    {
        ref TValue? value = ref dictionary.FindPlace(key)!;
        exists = !Unsafe.IsNullRef(ref value);
        if (exists) return ref value;
        dictionary.Add(key, default!);
        return ref dictionary.FindPlace(key)!;
    }
}
