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

    /// <summary>The badge of its first object, which those of its other objects have all of as well; <see cref="SessionBadge.OfNone"/> when it is over.</summary>
    internal SessionBadge Key;

    internal readonly bool IsOpen => Key.IsSession;
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
    private const ulong KeyMask = ~((ulong)ObjectMask << ObjectShift);

    /// <summary>Of a conversation's first object.</summary>
    public SessionBadge(uint session, uint generation)
        : this(Mark | (ulong)(generation & GenerationMask) << GenerationShift | session)
    {
    }

    public ulong Bits { get; } = bits;

    /// <summary>What is of no conversation, and of which nothing is: a key has no object.</summary>
    public static SessionBadge OfNone => new(1UL << ObjectShift);

    /// <summary>That of another object, by that of the first.</summary>
    public SessionBadge WithObject(uint number) => new(Bits | (ulong)number << ObjectShift);

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

    /// <summary>Is it of an object of the conversation that has this key?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOf(SessionBadge key) => (Bits & KeyMask) == key.Bits;
}
