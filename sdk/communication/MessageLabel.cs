using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Communication;

/// <summary>What the label of a request says.</summary>
/// <remarks>
///   63…32            31…24            23…20   19…16              15…0
///   number of call   part of buffer   0       optional handles   method
/// A bit of the optional handles says that the handle is there. The number of a call is the client's; it cancels by it.
/// Methods from <see cref="FirstMethod"/> on are the contract's, in the order in which it declares them.
/// </remarks>
public readonly struct RequestLabel(ulong bits)
{
    /// <summary>Word 0 is the contract's hash, word 1 the bytes of each part of the buffer, word 2 their number. Handles: see <see cref="Hello"/>.</summary>
    public const uint Open = 0;

    /// <summary>The client has done with the object that it calls.</summary>
    public const uint Close = 1;

    /// <summary>The client does not want the answer any more to the call whose number is word 0.</summary>
    public const uint Cancel = 2;

    public const uint FirstMethod = 8;

    private const int PresentShift = 16, PartShift = 24, CallShift = 32;
    private const ulong PresentMask = 0xF, PartMask = 0xFF, MethodMask = 0xFFFF;
    private const ulong ReservedMask = 0xFUL << 20;

    public ulong Bits { get; } = bits;

    public uint Method
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)(Bits & MethodMask);
    }

    public uint PresentHandles => (uint)(Bits >> PresentShift & PresentMask);
    public uint Part => (uint)(Bits >> PartShift & PartMask);
    public uint CallNumber => (uint)(Bits >> CallShift);

    /// <summary>Nothing is in it that the kind of method has no use for.</summary>
    public bool IsPlain
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Bits <= MethodMask;
    }

    public bool IsValid => (Bits & ReservedMask) == 0;

    public RequestLabel WithPresent(int handle) => new(Bits | 1UL << PresentShift + handle);
    public RequestLabel WithPart(uint part) => new(Bits & ~(PartMask << PartShift) | (ulong)part << PartShift);
    public RequestLabel WithCallNumber(uint number) => new(Bits & uint.MaxValue | (ulong)number << CallShift);
}

/// <summary>What the label of a reply says.</summary>
/// <remarks>
///   63…40             39…37   36             35…32              31…0
///   bytes in buffer   0       was not made   optional handles   status
/// </remarks>
public readonly struct ReplyLabel(ulong bits)
{
    private const int PresentShift = 32, BytesShift = 40;
    private const ulong PresentMask = 0xF;
    private const ulong NotMadeBit = 1UL << 36;

    /// <summary>The server knows no such conversation, or no such object of it: it may be another than the one that did. The call has reached no service.</summary>
    public static ReplyLabel Unknown => new(NotMadeBit | (ulong)Status.PeerClosed);

    public ulong Bits { get; } = bits;

    /// <summary>Nobody has seen the call but the server's dispatch.</summary>
    public bool WasNotMade => (Bits & NotMadeBit) != 0;

    public Status Status
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Status)(uint)Bits;
    }

    public uint PresentHandles => (uint)(Bits >> PresentShift & PresentMask);
    public uint Bytes => (uint)(Bits >> BytesShift);

    public ReplyLabel WithPresent(int handle) => new(Bits | 1UL << PresentShift + handle);
    public ReplyLabel WithBytes(int bytes) => new(Bits | (ulong)(uint)bytes << BytesShift);
}
