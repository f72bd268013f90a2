using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Communication.Rings;

/// <summary>
/// What stands before the items of a ring, in memory that two processes share. Each line has one writer; neither side believes the other's.
/// </summary>
/// <remarks>
/// <code>
///   0     written        how many items the writer has put in, ever        the writer's line
///   8     wake at read   it wants to hear when more than so many were read
///   16    is closed      it puts in no more
///   24    is there       1 from the opening on: 0 when this is not the ring any more, but zeros in its place
///   64    read           how many items the reader has taken out, ever     the reader's line
///   72    wake at write  it wants to hear when more than so many were written
///   80    is closed      it takes out no more
///   88    is there       as the writer's
///   128   items          a power of two of them
/// </code>
/// Counters never wrap: at one item in each nanosecond they last for centuries.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct RingLayout
{
    public const int Size = 128;

    [FieldOffset(0)] public RingEnd Writer;
    [FieldOffset(64)] public RingEnd Reader;
}

/// <summary>The words of one side, which the other only reads.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RingEnd
{
    /// <summary>Items that went by here.</summary>
    public ulong Count;

    /// <summary>Whoever lets the other side's count pass this number wakes it.</summary>
    public ulong WakeAt;

    public ulong IsClosed;

    /// <summary>
    /// Tells this side that it still looks at the ring. The memory can go, with who paid for it; then zeros are in its place, in all of it at once, and what was copied from it before this was
    /// looked at is not to be believed.
    /// </summary>
    public ulong IsThere;
}

/// <summary>Sizes of rings.</summary>
public static class Ring
{
    /// <summary>How many items of a type fit in so many pages: a power of two.</summary>
    public static unsafe uint CapacityOf<T>(ulong pages) where T : unmanaged
    {
        ulong items = (pages * MemoryLayout.PageSize - RingLayout.Size) / (ulong)sizeof(T);
        uint capacity = 1;
        while (capacity < 1u << 30 && capacity * 2UL <= items) capacity *= 2;
        return capacity;
    }

    /// <summary>
    /// How a ring's memory is to be made, by the side that trusts the other less: nobody who is only given <c>Read</c> and <c>Write</c> can take its pages away.
    /// </summary>
    public const MemoryOptions Options = MemoryOptions.Contiguous;

    /// <summary>Would the last <paramref name="count"/> steps to <paramref name="now"/> have passed a number?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Passed(ulong number, ulong now, ulong count) => unchecked(now - number - 1) < count;
}
