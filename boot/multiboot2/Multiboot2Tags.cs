using System;
using System.Buffers.Binary;

namespace Diesis.Boot.Multiboot2;

/// <summary>Kinds of tags in the loader's information. Multiboot2 specification 2.0, 3.6.</summary>
internal enum Multiboot2Tag : uint
{
    End = 0,
    CommandLine = 1,
    LoaderName = 2,
    Module = 3,
    MemoryMap = 6,
    Framebuffer = 8,
    AcpiOld = 14,
    AcpiNew = 15,
}

/// <summary>
/// A walk over the tags of the loader's information: each begins with its kind and its length, and at a multiple of
/// eight bytes. Every step goes forward by at least eight bytes, so the walk ends.
/// </summary>
internal ref struct Multiboot2Tags(ReadOnlySpan<byte> information)
{
    /// <summary>Before the first tag: total length and a reserved word.</summary>
    public const int HeaderLength = 8;

    /// <summary>Of each tag: kind and length.</summary>
    public const int TagHeaderLength = 8;

    private readonly ReadOnlySpan<byte> _information = information;
    private int _next = HeaderLength;

    /// <summary>Where the current tag begins in the information.</summary>
    public int Offset { get; private set; } = 0;

    /// <summary>The current tag with its header, so that offsets are those of the specification.</summary>
    public ReadOnlySpan<byte> Current { get; private set; } = default;

    /// <summary>The tags ended otherwise than with the tag that says so.</summary>
    public bool IsBroken { get; private set; } = false;

    public readonly Multiboot2Tag Kind => (Multiboot2Tag)BinaryPrimitives.ReadUInt32LittleEndian(Current);

    public bool MoveNext()
    {
        Offset = _next;
        int rest = _information.Length - _next;
        if (rest < TagHeaderLength) return Break();

        var tag = _information.Slice(_next);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(tag.Slice(4));
        if (length < TagHeaderLength || length > (uint)rest) return Break();

        Current = tag.Slice(0, (int)length);
        if (Kind == Multiboot2Tag.End) return false;
        _next += ((int)length + 7) & ~7;
        return true;
    }

    private bool Break()
    {
        IsBroken = true;
        return false;
    }
}
