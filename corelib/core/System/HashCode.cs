using System.Numerics;

namespace System;

/// <summary>Joins hashes of parts into one. The result is the same in every run; .NET's is not.</summary>
public struct HashCode
{
    private uint _state;
    private uint _count;

    public void Add<T>(T value) => Add(value is null ? 0 : value.GetHashCode());

    public void Add(int hash)
    {
        unchecked
        {
            // One round of MurmurHash3 (32 bits).
            uint part = BitOperations.RotateLeft((uint)hash * 0xCC9E_2D51, 15) * 0x1B87_3593;
            _state = BitOperations.RotateLeft(_state ^ part, 13) * 5 + 0xE654_6B64;
            _count++;
        }
    }

    public readonly int ToHashCode()
    {
        unchecked
        {
            uint hash = _state ^ _count * 4;
            hash = (hash ^ hash >> 16) * 0x85EB_CA6B;
            hash = (hash ^ hash >> 13) * 0xC2B2_AE35;
            return (int)(hash ^ hash >> 16);
        }
    }

    public static int Combine<T1>(T1 first)
    {
        HashCode hash = default;
        hash.Add(first);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2>(T1 first, T2 second)
    {
        HashCode hash = default;
        hash.Add(first);
        hash.Add(second);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3>(T1 first, T2 second, T3 third)
    {
        HashCode hash = default;
        hash.Add(first);
        hash.Add(second);
        hash.Add(third);
        return hash.ToHashCode();
    }

    public static int Combine<T1, T2, T3, T4>(T1 first, T2 second, T3 third, T4 fourth)
    {
        HashCode hash = default;
        hash.Add(first);
        hash.Add(second);
        hash.Add(third);
        hash.Add(fourth);
        return hash.ToHashCode();
    }
}
