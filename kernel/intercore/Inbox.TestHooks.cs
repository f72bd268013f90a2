using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>What tests look at from outside.</summary>
// SAFETY: there is a row for each core, and a number mod 8 is a slot of it.
public readonly unsafe partial struct Inbox
{
    internal bool HasNews(CoreNumber sender) => FindNews(sender.Value, sender.Value + 1) == sender.Value;

    /// <summary>How many messages of a sender were ever taken.</summary>
    internal ulong TakenFrom(CoreNumber sender) => _seen[sender.Value].Sent;

    /// <summary>How many messages a sender has ever put into its ring, whether or not all cores see them yet.</summary>
    internal ulong SentBy(CoreNumber sender) => _signals[sender.Value].Sent;

    /// <summary>The message of a number, if it has not been taken yet.</summary>
    internal Message Look(CoreNumber sender, ulong number) => _slots[sender.Value * Slots + (int)(number % Slots)];
}
