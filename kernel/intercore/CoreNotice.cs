using System.Runtime.InteropServices;

namespace Diesis.Kernel.Intercore;

/// <summary>What a core lets the others know about itself. Written by that core, read by all; one cache line per word.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
public struct CoreNotice
{
    /// <summary>
    /// An <see cref="Intercore.Attention"/>. 0, so that what is sent to a core before it starts rings its bell.
    /// </summary>
    [FieldOffset(0)] public ulong Attention;

    /// <summary>How many entirely free chunks it has: a hint whom to ask for memory.</summary>
    [FieldOffset(64)] public ulong FreeChunks;
}

/// <summary>Whether a core will look into its inbox by itself.</summary>
public enum Attention : ulong
{
    /// <summary>Not before its bell rings: it may be in user mode or asleep.</summary>
    Away = 0,

    /// <summary>At least once more after it was seen to say so.</summary>
    Attentive = 1,
}
