using System.Buffers;
using System.Runtime.CompilerServices;

namespace System.Runtime.InteropServices;

// What is behind memory.
public static partial class MemoryMarshal
{
    /// <returns>False for memory that is not of an array.</returns>
    public static bool TryGetArray<T>(ReadOnlyMemory<T> memory, out ArraySegment<T> segment)
    {
        segment = default;
        switch (memory.Owner)
        {
            case null:
                segment = ArraySegment<T>.Empty;
                return true;
            case MemoryManager<T> manager:
                if (!manager.TryGetArray(out var whole)) return false;
                segment = new(whole.Array!, whole.Offset + memory.Start, memory.Length);
                return true;
            case string:
                return false;
            default:
                segment = new(Unsafe.As<T[]>(memory.Owner), memory.Start, memory.Length);
                return true;
        }
    }

    public static bool TryGetString(ReadOnlyMemory<char> memory, out string? text, out int start, out int length)
    {
        text = memory.Owner as string;
        start = text == null ? 0 : memory.Start;
        length = text == null ? 0 : memory.Length;
        return text != null;
    }

    /// <summary>For who knows that the memory may be written.</summary>
    public static Memory<T> AsMemory<T>(ReadOnlyMemory<T> memory) => Unsafe.As<ReadOnlyMemory<T>, Memory<T>>(ref memory);
}
