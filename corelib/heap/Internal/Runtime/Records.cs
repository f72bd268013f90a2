using Internal.Runtime.GarbageCollection;

namespace Internal.Runtime;

/// <summary>Memory for what the runtime keeps for good and the collector does not look at.</summary>
internal static unsafe class Records
{
    private const nuint Alignment = 16;

    private static byte* _next;
    private static nuint _left;

    /// <param name="size">Of a few words.</param>
    /// <returns>Zeroed memory.</returns>
    public static void* Take(nuint size)
    {
        size = size + Alignment - 1 & ~(Alignment - 1);
        Allocator.Lock.Enter();
        if (_left < size)
        {
            _next = BlockTable.StartOf(Allocator.TakeBlock(BlockKind.Records));
            _left = Block.Size;
        }
        byte* taken = _next;
        _next += size;
        _left -= size;
        Allocator.Lock.Exit();
        return taken;
    }
}
