using System;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

/// <summary>A file in memory, at the start of pages that nothing else is in.</summary>
// SAFETY: the pages were taken from the firmware for the file, and are mapped one to one.
internal readonly struct FileContent(PhysicalAddress start, int length)
{
    public PhysicalAddress Start { get; } = start;
    public int Length { get; } = length;

    public PhysicalAddress End => Start + (ulong)Length;

    // SAFETY, here and below: the pages were taken for this file, and the firmware maps memory at its own address.
    public unsafe ReadOnlySpan<byte> Bytes => new((void*)Start.Value, Length);

    /// <summary>From the end of the file to the end of its last page.</summary>
    public unsafe Span<byte> Padding
        => new((void*)End.Value, (int)(End.AlignUp(Page.Size) - End));
}
