namespace Diesis.Machines;

/// <summary>The sizes of memory that page tables deal in; the same on every architecture served (4 KiB granule).</summary>
public static class Page
{
    public const int Shift = 12;
    public const ulong Size = 1UL << Shift;
    public const ulong OffsetMask = Size - 1;

    public const int LargeShift = 21;
    public const ulong LargeSize = 1UL << LargeShift;

    public const int HugeShift = 30;
    public const ulong HugeSize = 1UL << HugeShift;

    /// <summary>Pages that hold so many bytes, the last one perhaps in part.</summary>
    public static ulong CountFor(ulong bytes) => (bytes >> Shift) + ((bytes & OffsetMask) == 0 ? 0UL : 1UL);
}
