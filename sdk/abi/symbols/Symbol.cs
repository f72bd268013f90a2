using System;

namespace Diesis.Abi.Symbols;

/// <summary>What the image's symbols say about one place in its code. The texts are UTF-8 and lie in the image.</summary>
public ref struct Symbol
{
    /// <summary>The namespace and type, with a dot at the end; empty for a function in assembly.</summary>
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Function;

    /// <summary>The source file, from the repository's root; empty when none is known.</summary>
    public ReadOnlySpan<byte> File;

    /// <summary>The line that the place comes from; 0 when none is known.</summary>
    public uint Line;

    /// <summary>The function's first instruction, counted from the image's first byte.</summary>
    public uint Start;

    /// <summary>The function makes no stack frame: its caller is where the call left it.</summary>
    public bool IsFrameless;
}
