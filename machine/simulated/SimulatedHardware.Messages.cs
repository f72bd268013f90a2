using System;

namespace Diesis.Machines.Simulated;

/// <summary>Interrupts that devices raise by a write: each core has a few, and takes what comes some time later.</summary>
/// <remarks>What was written before a message was given up may come to who has its number then.</remarks>
public sealed partial class SimulatedHardware
{
    /// <summary>So few that they run out.</summary>
    public const int MessagesPerCore = 2;

    /// <summary>Where devices write to; a page for each core.</summary>
    private const ulong MessageAddress = 0xFEE0_0000;

    /// <summary>Who is told of each, or 0; and whether it was raised.</summary>
    private readonly nuint[] _messageReceivers;
    private readonly bool[] _raisedMessages;

    /// <summary>Seeds differ in whether there are any.</summary>
    public bool HasMessages { get; private set; }

    /// <summary>A device writes.</summary>
    /// <param name="data">As <see cref="TryMakeMessage"/> told it.</param>
    public void SendMessage(CoreNumber core, uint data)
    {
        _raisedMessages[IndexOf(core, data)] = true;
        Announce(_cores[core.Value]);
    }

    /// <summary>Who is told of a message, or 0.</summary>
    public nuint ReceiverOf(CoreNumber core, uint number) => _messageReceivers[IndexOf(core, number)];

    internal bool TryMakeMessage(SimulatedCore core, nuint receiver, out MessageTarget message)
    {
        message = default;
        for (uint number = 0; number < MessagesPerCore; number++)
        {
            if (ReceiverOf(core.Number, number) != 0) continue;
            _messageReceivers[IndexOf(core.Number, number)] = receiver;
            message = new MessageTarget
            {
                Number = number,
                Address = new PhysicalAddress(MessageAddress + (ulong)core.Number.Value * Page.Size),
                Data = number,
            };
            return true;
        }
        return false;
    }

    internal void ForgetMessage(SimulatedCore core, uint number) => _messageReceivers[IndexOf(core.Number, number)] = 0;

    /// <summary>Takes a message that has come to a core.</summary>
    /// <param name="receiver">Who is told of it.</param>
    internal bool TryTakeMessage(SimulatedCore core, out nuint receiver)
    {
        receiver = 0;
        if (!(core.DeviceDue <= Now)) return false;
        for (uint number = 0; number < MessagesPerCore; number++)
        {
            ref bool isRaised = ref _raisedMessages[IndexOf(core.Number, number)];
            receiver = ReceiverOf(core.Number, number);
            if (isRaised) History.Add(core.Number, Act.HearsMessage, value: number);
            bool isTold = isRaised && receiver != 0;
            isRaised = false;
            if (isTold) return true;
        }
        core.DeviceDue = null;
        // A line may have come meanwhile.
        AnnounceLines();
        return false;
    }

    private static int IndexOf(CoreNumber core, uint number) => core.Value * MessagesPerCore + (int)number;
}
