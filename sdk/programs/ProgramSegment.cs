using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Programs;

/// <summary>Pages of a program, ready to be mapped.</summary>
internal struct ProgramSegment
{
    /// <summary>The file itself, or memory that was filled from it and has been relocated.</summary>
    public Handle<MemoryObject> Memory;

    /// <summary>The first of the pages in <see cref="Memory"/>.</summary>
    public ulong FirstPage;

    public ulong Pages;

    /// <summary>Where they go.</summary>
    public ulong At;

    public Protection Protection;

    /// <summary>Every process gets pages of its own, which begin as these are.</summary>
    public readonly bool IsCopied => Protection == Protection.ReadWrite;
}

/// <summary>The segments of a program.</summary>
[InlineArray(Most)]
internal struct ProgramSegments
{
    public const int Most = 8;

    private ProgramSegment _first;
}
