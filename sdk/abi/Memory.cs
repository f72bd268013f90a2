using System;

namespace Diesis.Abi;

/// <summary>What a mapping lets its users do. Never writable and executable at once.</summary>
public enum Protection : byte
{
    /// <summary>Reading.</summary>
    Read,

    /// <summary>Reading and writing.</summary>
    ReadWrite,

    /// <summary>Reading and executing.</summary>
    ReadExecute,
}

/// <summary>How the processor may cache what it reads and writes through a mapping.</summary>
public enum CachePolicy : byte
{
    /// <summary>Ordinary memory.</summary>
    WriteBack,

    /// <summary>Writes may be gathered: framebuffers.</summary>
    WriteCombining,

    /// <summary>Every access goes to the device, in order: registers.</summary>
    Device,
}

/// <summary>What memory is to be made.</summary>
[Flags]
public enum MemoryOptions : uint
{
    /// <summary>Zeroed pages that come into being when they are first touched.</summary>
    None = 0,

    /// <summary>All pages are there at once.</summary>
    Committed = 1 << 0,

    /// <summary>All pages are there at once, one after the other in physical memory. Implies <see cref="Committed"/>.</summary>
    Contiguous = 1 << 1,

    /// <summary>Comes in pages of 1 GiB, where the processor has them, and of 2 MiB, wherever a whole one fits and is to be had.</summary>
    LargePages = 1 << 2,
}

/// <summary>Sizes that the kernel and its users agree on.</summary>
public static class MemoryLayout
{
    public const ulong PageSize = 4096;

    /// <summary>The lowest address that can be mapped: below lies what null references reach.</summary>
    public const ulong UserStart = 0x1_0000;

    /// <summary>One past the highest address that can be mapped. The last page of the half stays free, since a system call at its very end would return to no address.</summary>
    public const ulong UserEnd = 0x7FFF_FFFF_F000;

    /// <summary>Can user mode have something mapped there?</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public static bool IsUser(ulong address) => address - UserStart < UserEnd - UserStart;
}
