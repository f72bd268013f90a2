using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>Where the messages to one core arrive: a ring for each core that may send to it.</summary>
/// <remarks>
/// <code>
///   signals  <see cref="Signals"/> per sender      written by that sender: how many messages it has ever put into its ring, and more
///   seen     as many                 written by the receiver: what of them it has acted on
///   slots    8 messages per sender   written by that sender
///   tables   <see cref="CallTable"/> per sender    written by that sender
/// </code>
/// The ring of sender s is row s of each. A message is put into slot <c>sent mod 8</c> and published by the one release
/// store that raises <c>sent</c>; it is there while that in <c>seen</c> is less. Counts never wrap: they have 64 bits.
/// <para>
/// The signals of all senders lie side by side, so a receiver finds out in a few cache lines which of 255 rings has
/// something. Two senders at the same time may contend for such a line; for a slot they never do.
/// </para>
/// <para>
/// A ring cannot be full. A core has at most <see cref="MostOpenRequests"/> requests to another unanswered. So a ring
/// holds at most that many requests of its sender, and as many replies of its sender to the receiver's own requests,
/// each of which is open until the receiver takes its reply. Hence no sender waits for room, and none reads
/// <c>seen</c> but to assert this.
/// </para>
/// </remarks>
// SAFETY: the memory is as large as the constructor was told, for good; a core number is less than the count it
// was laid out for.
public readonly unsafe partial struct Inbox
{
    public const int Slots = 8;
    public const int MostOpenRequests = Slots / 2;

    private const ulong LineBytes = 64;

    private readonly Signals* _signals;
    private readonly Signals* _seen;
    private readonly Message* _slots;
    private readonly CallTable* _tables;

    /// <summary>How much memory the inbox of one of so many cores needs.</summary>
    public static ulong BytesFor(int cores)
        => 2 * SignalBytes(cores) + (ulong)cores * (Slots * Message.Bytes + (ulong)sizeof(CallTable));

    private static ulong SignalBytes(int cores) => (ulong)cores * Signals.Bytes + LineBytes - 1 & ~(LineBytes - 1);

    /// <param name="memory">Zeroed, aligned to a cache line, and as much as <see cref="BytesFor"/> says.</param>
    public Inbox(byte* memory, int cores)
    {
        _signals = (Signals*)memory;
        _seen = (Signals*)(memory + SignalBytes(cores));
        _slots = (Message*)(memory + 2 * SignalBytes(cores));
        _tables = (CallTable*)(_slots + cores * Slots);
    }

    /// <summary>What a sender says in words. Written by that sender only.</summary>
    public Signals* SignalsOf(CoreNumber sender) => &_signals[sender.Value];

    /// <summary>The calls between a sender and the receiver. Written by that sender only.</summary>
    public CallTable* TableOf(CoreNumber sender) => &_tables[sender.Value];

    /// <summary>Puts a message into the sender's ring. Called by the sender only.</summary>
    /// <param name="count">How many it has put there before.</param>
    public void Put<T>(CoreNumber sender, ulong count, in T content) where T : struct, IMessage
    {
        // SAFETY: there is a row for each core, and count mod 8 is a slot of it.
        _slots[sender.Value * Slots + (int)(count % Slots)].Set(in content);
        Machine.Publish(ref _signals[sender.Value].Sent, count + 1);
    }

    /// <summary>The first sender of a range that has told of anything that the receiver has not acted on. Called by the receiver only.</summary>
    /// <returns>The end of the range when there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindNews(int start, int end)
    {
        Signals* said = _signals + start, seen = _seen + start;
        for (; start < end; start++, said++, seen++)
        {
            if (Machine.Observe(ref said->Sent) != seen->Sent || Machine.Observe(ref said->Made) != seen->Made
                || Machine.Observe(ref said->Done) != seen->Done)
                break;
        }
        return start;
    }

    /// <summary>What of a sender's signals the receiver has acted on. Written by the receiver only.</summary>
    public Signals* SeenOf(CoreNumber sender) => &_seen[sender.Value];

    /// <summary>Takes the next message out of a sender's ring, which has one. Called by the receiver only.</summary>
    public Message Take(CoreNumber sender)
    {
        // SAFETY: as above. The sender does not write to the slot again before it has seen an answer to what follows,
        // so the message is copied before it is answered.
        ulong taken = _seen[sender.Value].Sent;
        Message message = _slots[sender.Value * Slots + (int)(taken % Slots)];
        Machine.Publish(ref _seen[sender.Value].Sent, taken + 1);
        return message;
    }

    /// <summary>Is there room in the sender's ring? Called by the sender only; the answer is yes: see the remarks.</summary>
    public bool HasRoom(CoreNumber sender, ulong count) => count - Machine.Observe(ref _seen[sender.Value].Sent) < Slots;
}
