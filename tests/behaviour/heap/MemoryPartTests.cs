using System;
using System.Buffers;
using System.Linq;
using System.Runtime.InteropServices;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Memory that can be kept, segments of arrays, and pools.</summary>
internal static unsafe class MemoryPartTests
{
    public static void Run(ref Transcript transcript)
    {
        Memories(ref transcript);
        Texts(ref transcript);
        Managers(ref transcript);
        Segments(ref transcript);
        Pools(ref transcript);
    }

    private static void Memories(ref Transcript transcript)
    {
        int[] numbers = [1, 2, 3, 4, 5, 6];
        Memory<int> memory = numbers;
        Memory<int> middle = memory.Slice(1, 4), tail = middle[2..];
        tail.Span[0] = 44;
        transcript.Case("memory").Gives(memory.Length).Gives(middle.Length).Gives(tail.Length).Gives(string.Join(",", middle.ToArray())).Gives(numbers[3]).Gives(memory.IsEmpty)
            .Gives(Memory<int>.Empty.IsEmpty).Gives(default(Memory<int>).Span.Length);
        ReadOnlyMemory<int> read = middle;
        transcript.Case("read-only memory").Gives(read.Span[1]).Gives(read.Slice(3).Span[0]).Gives(read.Equals(memory.Slice(1, 4))).Gives(read.Equals(memory.Slice(1, 3)))
            .Gives(middle.Equals((object)read)).Gives(read.GetHashCode() == ((ReadOnlyMemory<int>)memory.Slice(1, 4)).GetHashCode());
        Memory<int> target = new int[4];
        middle.CopyTo(target);
        transcript.Case("memory copied").Gives(string.Join(",", target.ToArray())).Gives(middle.TryCopyTo(new int[3])).Gives(tail.TryCopyTo(target))
            .Gives(string.Join(",", target.ToArray()));
        using (var handle = middle.Pin()) transcript.Case("memory pinned").Gives(*(int*)handle.Pointer).Gives(((int*)handle.Pointer)[2]);
        transcript.Case("memory's array").Gives(MemoryMarshal.TryGetArray(read, out ArraySegment<int> segment)).Gives(segment.Offset).Gives(segment.Count)
            .Gives(segment.Array == numbers).Gives(numbers.AsMemory(2).Length).Gives(numbers.AsMemory(1..3).Length).Gives(numbers.AsMemory(^1..).Span[0]);
    }

    private static void Texts(ref Transcript transcript)
    {
        ReadOnlyMemory<char> text = "some words".AsMemory();
        transcript.Case("memory of text").Gives(text.Length).Gives(text.ToString()).Gives(text.Slice(5).ToString()).Gives(text[..4].ToString()).Gives("abc".AsMemory(1, 1).Span[0] == 'b')
            .Gives(MemoryMarshal.TryGetString(text.Slice(5), out string? behind, out int start, out int length)).Gives(behind).Gives(start).Gives(length)
            .Gives(((string?)null).AsMemory().Length).Gives(MemoryMarshal.TryGetArray(text, out _)).Gives(new Memory<char>(['x', 'y']).ToString());
    }

    /// <summary>A few words of its own.</summary>
    private sealed class OwnMemory : MemoryManager<int>
    {
        private readonly int[] _numbers = [10, 20, 30, 40];
        public int Pins;
        public bool IsDisposed;

        public override Span<int> GetSpan() => _numbers.AsSpan(1);

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            Pins++;
            return new MemoryHandle(null, pinnable: this);
        }

        public override void Unpin() => Pins--;

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }

    private static void Managers(ref Transcript transcript)
    {
        OwnMemory own = new();
        var memory = own.Memory;
        transcript.Case("memory of a manager").Gives(memory.Length).Gives(memory.Span[0]).Gives(memory.Slice(1).Span[1]).Gives(MemoryMarshal.TryGetArray<int>(memory, out _));
        var handle = memory.Pin();
        int pins = own.Pins;
        handle.Dispose();
        ((IDisposable)own).Dispose();
        transcript.Case("memory of a manager").Gives(pins).Gives(own.Pins).Gives(own.IsDisposed);
    }

    private static void Segments(ref Transcript transcript)
    {
        string[] words = ["a", "b", "c", "d", "e"];
        ArraySegment<string> segment = new(words, 1, 3);
        segment[2] = "D";
        transcript.Case("segment").Gives(segment.Count).Gives(segment.Offset).Gives(segment[0]).Gives(words[3]).Gives(string.Join<string>(",", segment)).Gives(string.Join<string>(",", segment.Slice(1)))
            .Gives(string.Join<string>(",", segment.Slice(1, 1))).Gives(string.Join(",", segment.ToArray())).Gives(segment == new ArraySegment<string>(words, 1, 3))
            .Gives(segment.Equals(segment.Slice(1))).Gives(default(ArraySegment<int>).Count).Gives(ArraySegment<int>.Empty.Count).Gives(segment.AsSpan(1).Length)
            .Gives(segment.AsMemory().Span[1]).Gives(segment.Contains("c")).Gives(segment.Contains("a"));
        string[] copy = new string[4];
        segment.CopyTo(copy, 1);
        transcript.Case("segment copied").Gives(copy[0]).Gives(copy[1]).Gives(copy[3]);
    }

    private static void Pools(ref Transcript transcript)
    {
        ArrayPool<int> pool = ArrayPool<int>.Create(1000, 2);
        foreach (int length in (int[])[0, 1, 15, 16, 17, 100, 512, 1000, 1024]) transcript.Case("pool").Of(length).Gives(pool.Rent(length).Length >= length);
        int[] first = pool.Rent(100);
        first[3] = 7;
        pool.Return(first, clearArray: true);
        int[] second = pool.Rent(70);
        transcript.Case("pool").Gives(first == second).Gives(second[3]).Gives(second.Length).Gives(pool.Rent(70) == second).Gives(pool.Rent(0).Length);
        using IMemoryOwner<byte> owner = MemoryPool<byte>.Shared.Rent(50);
        owner.Memory.Span[49] = 1;
        transcript.Case("memory pool").Gives(owner.Memory.Length >= 50).Gives(MemoryPool<byte>.Shared.MaxBufferSize > 1 << 20);
        byte[] shared = ArrayPool<byte>.Shared.Rent(3000);
        transcript.Case("shared pool").Gives(shared.Length);
        ArrayPool<byte>.Shared.Return(shared);
    }
}
