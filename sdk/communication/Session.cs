using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>What a server knows of one conversation. All of it was told by the client, but for the badge by which it came.</summary>
public struct Session
{
    /// <summary>Who has it: the badge of the handle at which the conversation began.</summary>
    public ulong OpenedBy;

    /// <summary>The client's process, a weak handle.</summary>
    public Handle<Process> Process;

    /// <summary>The client's memory, or none. Never mapped: the kernel reads and writes it, and says when it cannot.</summary>
    public Handle<MemoryObject> Buffer;

    public uint Parts;
    public uint PartBytes;

    /// <summary>Tells apart the conversations that one after the other have this place.</summary>
    internal uint Generation;
    internal bool IsOpen;
}

/// <summary>Who makes a call, as far as the server can be sure of it.</summary>
/// <param name="badge">That of the handle at which the conversation began. Whoever made the handle knows whom it was for.</param>
/// <param name="session">The number of the conversation, while it lasts.</param>
public readonly struct Caller(ulong badge, uint session)
{
    public ulong Badge { get; } = badge;
    public uint Session { get; } = session;
}

/// <summary>A badge that a server gives to a conversation. The kernel keeps it; no client can make one.</summary>
/// <remarks>
///   63   62…40        39…16    15…0
///   1    generation   object   session
/// Bit 63 is clear in badges by which conversations can be begun.
/// </remarks>
internal readonly struct SessionBadge(ulong bits)
{
    private const ulong Mark = 1UL << 63;
    private const int GenerationShift = 40, ObjectShift = 16;
    private const uint GenerationMask = (1u << 23) - 1, ObjectMask = (1u << 24) - 1;

    public SessionBadge(uint session, uint @object, uint generation)
        : this(Mark | (ulong)(generation & GenerationMask) << GenerationShift | (ulong)@object << ObjectShift | session)
    {
    }

    public ulong Bits { get; } = bits;

    public bool IsSession
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Bits & Mark) != 0;
    }

    public uint Session
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (ushort)Bits;
    }

    public uint Object => (uint)(Bits >> ObjectShift) & ObjectMask;

    /// <summary>Is it this generation?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOf(uint generation) => ((uint)(Bits >> GenerationShift) & GenerationMask) == (generation & GenerationMask);
}
