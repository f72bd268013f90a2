using System.Numerics;
using System.Threading;
using Internal.Runtime.CompilerHelpers;

namespace System.Buffers;

/// <summary>Arrays that are used again. What is returned must not be used any more by who had it.</summary>
public abstract class ArrayPool<T>
{
    public static ArrayPool<T> Shared { get; } = new BucketPool<T>(BucketPool<T>.UsualLongest, BucketPool<T>.UsualPerSize);

    public static ArrayPool<T> Create() => new BucketPool<T>(BucketPool<T>.UsualLongest, BucketPool<T>.UsualPerSize);

    /// <param name="maxArrayLength">Longer ones are made and left to the collector.</param>
    /// <param name="maxArraysPerBucket">So many of each size are kept.</param>
    public static ArrayPool<T> Create(int maxArrayLength, int maxArraysPerBucket)
    {
        if (maxArrayLength <= 0 || maxArraysPerBucket <= 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new BucketPool<T>(maxArrayLength, maxArraysPerBucket);
    }

    /// <returns>An array of at least the length, with whatever is in it.</returns>
    public abstract T[] Rent(int minimumLength);

    public abstract void Return(T[] array, bool clearArray = false);
}

/// <summary>Keeps so many arrays of each power of two.</summary>
internal sealed class BucketPool<T>(int longest, int perSize) : ArrayPool<T>
{
    public const int UsualLongest = 1 << 20, UsualPerSize = 16;

    private const int ShortestLog2 = 4;

    private struct Bucket
    {
        public T[]?[]? Kept;
        public int Count;
    }

    private readonly Lock _lock = new();
    private readonly Bucket[] _buckets = new Bucket[BucketOf(longest) + 1];

    public override T[] Rent(int minimumLength)
    {
        if (minimumLength < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if (minimumLength == 0) return [];
        int number = BucketOf(minimumLength);
        if (number >= _buckets.Length) return new T[minimumLength];
        lock (_lock)
        {
            ref var bucket = ref _buckets[number];
            if (bucket.Count != 0)
            {
                var array = bucket.Kept![--bucket.Count]!;
                bucket.Kept[bucket.Count] = null;
                return array;
            }
        }
        return new T[1 << number + ShortestLog2];
    }

    public override void Return(T[] array, bool clearArray = false)
    {
        if (array == null) ThrowHelpers.ThrowArgumentNullException();
        if (array.Length == 0) return;
        int number = BucketOf(array.Length);
        if (number >= _buckets.Length) return;
        if (array.Length != 1 << number + ShortestLog2) ThrowHelpers.ThrowArgumentException();
        if (clearArray) Array.Clear(array);
        lock (_lock)
        {
            ref var bucket = ref _buckets[number];
            bucket.Kept ??= new T[perSize][];
            if (bucket.Count < perSize) bucket.Kept[bucket.Count++] = array;
        }
    }

    private static int BucketOf(int length) => length <= 1 << ShortestLog2 ? 0 : BitOperations.Log2((uint)length - 1) + 1 - ShortestLog2;
}
