using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>What a call carries, and its reply. The stubs load it into the machine's message registers and store it from there.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Message
{
    public const int MostWords = 6, MostHandles = 4;

    /// <summary>What is asked: the server's affair.</summary>
    public ulong Label;

    public ulong Word0, Word1, Word2, Word3, Word4, Word5;

    /// <summary>Handles to send; handles received, in the receiver's own values. Only <see cref="HandleCount"/> of them mean something.</summary>
    public Handle Handle0, Handle1, Handle2, Handle3;

    /// <summary>Received: the badge of the handle that the caller used. 0 from a bound notification, whose bits are then in <see cref="Word0"/>.</summary>
    public ulong Badge;

    /// <summary>How many handles go along, and how each of them goes; received: how many came.</summary>
    public MessageInfo Info;

    /// <summary>Has a handle go along. Not after a message was received in the same place: that says what came.</summary>
    /// <returns>False when there is no room.</returns>
    public bool TryAdd(Handle handle, HandlePassing passing)
    {
        int count = Info.HandleCount;
        if (count == (Info.HasDeadline ? MostHandles - 1 : MostHandles)) return false;
        switch (count)
        {
            case 0: Handle0 = handle; break;
            case 1: Handle1 = handle; break;
            case 2: Handle2 = handle; break;
            default: Handle3 = handle; break;
        }
        Info = Info.WithHandle(passing);
        return true;
    }

    /// <summary>Has the wait for the answer, or for a call, end at a time of the kernel's clock.</summary>
    /// <returns>False when a handle is in its place.</returns>
    public bool TrySetDeadline(ulong deadlineNs)
    {
        if (Info.HandleCount == MostHandles) return false;
        Handle3 = new Handle(deadlineNs);
        Info = Info.WithDeadline();
        return true;
    }
}

/// <summary>How a handle goes along with a message.</summary>
public enum HandlePassing : byte
{
    /// <summary>The sender has it no more.</summary>
    Move = 0,

    /// <summary>The receiver gets another handle with the same rights.</summary>
    Clone = 1,

    /// <summary>The receiver gets a weak handle.</summary>
    Weak = 2,
}

/// <summary>What stands beside the words of a message.</summary>
/// <remarks>
///   63…21  20                19         18…11         10…8
///   0      accepts handles   deadline   passing 3…0   handles
/// The bits below are the number of the system call, going in. Coming out: bits 63…32 how many handles came, below them
/// the <see cref="Status"/>.
/// </remarks>
public readonly struct MessageInfo(ulong bits)
{
    private const int CountShift = 8, PassingShift = 11, ReceivedShift = 32;
    private const ulong DeadlineBit = 1UL << 19;
    private const ulong AcceptsBit = 1UL << 20;

    /// <summary>Where the number of the system call is.</summary>
    public const ulong NumberMask = 0xFF;

    /// <summary>How many handles there are and how they go.</summary>
    public const ulong HandleBits = 7UL << CountShift | 0xFFUL << PassingShift;
    private const ulong Known = NumberMask | HandleBits | DeadlineBit | AcceptsBit;

    public ulong Bits { get; } = bits;

    /// <summary>Nothing but words, and no deadline.</summary>
    public bool IsPlain => Bits <= NumberMask;

    /// <summary>One handle is moved, without a deadline; others may be accepted.</summary>
    public bool MovesOne
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Bits & ~(NumberMask | AcceptsBit)) == 1UL << CountShift;
    }

    public int HandleCount => (int)(Bits >> CountShift & 7);

    /// <summary>The wait ends at a time of the kernel's clock, which stands in place of the last handle.</summary>
    public bool HasDeadline => (Bits & DeadlineBit) != 0;

    /// <summary>Handles may come with the message that is waited for. To who does not say so none can be sent.</summary>
    public bool AcceptsHandles
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Bits & AcceptsBit) != 0;
    }

    /// <summary>At most four handles, or three and a deadline, and no unknown bits.</summary>
    public bool IsValid => (Bits & ~Known) == 0 && HandleCount <= (HasDeadline ? Message.MostHandles - 1 : Message.MostHandles);

    public HandlePassing PassingOf(int handle) => (HandlePassing)(Bits >> PassingShift + handle * 2 & 3);

    public MessageInfo WithHandle(HandlePassing passing)
        => new((Bits | (ulong)passing << PassingShift + HandleCount * 2) + (1UL << CountShift));

    /// <summary>Takes handles with the answer, or with the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MessageInfo Accepting() => new(Bits | AcceptsBit);

    public MessageInfo WithDeadline() => new(Bits | DeadlineBit);

    /// <summary>Of a message that came: how many handles it brought.</summary>
    public int ReceivedHandles => (int)(Bits >> ReceivedShift);

    public Status Status => (Status)(uint)Bits;

    public static MessageInfo Received(Status status, int handles) => new((ulong)handles << ReceivedShift | (uint)status);
}
