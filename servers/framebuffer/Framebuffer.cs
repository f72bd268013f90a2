using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Servers.Framebuffer;

/// <summary>A screen's memory, mapped for good. It is written only: reading it is slow.</summary>
internal sealed unsafe class Framebuffer
{
    private readonly byte* _first;

    private Framebuffer(in ScreenMode mode, byte* first)
    {
        Mode = mode;
        Format = new PixelFormat(mode);
        _first = first;
    }

    public ScreenMode Mode { get; }
    public PixelFormat Format { get; }

    /// <returns>Null when there is no screen, or one whose pixels are of no kind that is known.</returns>
    public static Framebuffer? TryTake()
    {
        Status status = Kernel.TakeScreen(Startup.Block.Budget, Startup.Block.DeviceMemory, out ScreenMode mode, out Handle<MemoryObject> pixels);
        if (status != Status.Ok || !PixelFormat.IsKnown(mode)) return null;
        // SAFETY: the memory has all of the lines, from that byte on.
        return MappedMemory.Map(pixels, out MappedMemory mapped) == Status.Ok ? new Framebuffer(mode, (byte*)mapped.Start + mode.FirstByte) : null;
    }

    /// <summary>Part of a line.</summary>
    /// <param name="x">With <paramref name="pixels"/> not more than the width.</param>
    /// <param name="y">Less than the height.</param>
    public Span<byte> Line(uint x, uint y, uint pixels)
    {
        if ((ulong)x + pixels > Mode.Width || y >= Mode.Height) throw new ArgumentOutOfRangeException(nameof(y));
        int bytes = Format.BytesPerPixel;
        // SAFETY: it lies in the memory, which has that many lines of so many pixels.
        return new(_first + (ulong)y * Mode.Pitch + x * (uint)bytes, (int)pixels * bytes);
    }
}
