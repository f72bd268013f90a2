using System;

namespace Diesis.Services;

/// <summary>
/// Memory that outlives the instance of a service that writes it. What a former instance left may be cut off anywhere: it is looked at like foreign data.
/// </summary>
/// <safety>Whoever makes one vouches for so many bytes there, which are this process's to write and stay.</safety>
public readonly unsafe struct StateMemory(void* start, int bytes)
{
    // SAFETY: whoever made this vouched for the memory.
    public Span<byte> Bytes => new(start, bytes);

    /// <summary>A part of it, for one of several uses.</summary>
    public StateMemory Part(int at, int length)
    {
        _ = Bytes.Slice(at, length);
        // SAFETY: the line above ends the process if that is not within what was vouched for.
        return new((byte*)start + at, length);
    }
}
