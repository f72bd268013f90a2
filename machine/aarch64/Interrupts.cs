using Diesis.Kernel;

namespace Diesis.Machines.AArch64;

/// <summary>
/// From the controller's interrupts to the kernel's. IRQ is never taken as an exception in the kernel: it looks for
/// what waits at the points where it lets interrupts in, so that no register has to be saved for one.
/// </summary>
// SAFETY: the block of the core that runs is there for good.
internal static unsafe class A64Interrupts
{
    /// <summary>
    /// Deals with every interrupt that waits. Each number of the controller's can come again only after its cause was
    /// dealt with, so there are no more rounds than numbers.
    /// </summary>
    public static void TakePending()
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        for (uint round = 0; round < A64Interrupt.FirstSpecial && core->Gic.TryTake(out uint interrupt); round++)
        {
            uint number = A64Gic.NumberOf(interrupt);
            // A timer's line stays up until the timer is off.
            if (number == core->TimerInterrupt) A64Instructions.WriteTimerControl(A64TimerControl.Off);
            // And so does a device's, until it was served.
            if (number >= A64Interrupt.FirstShared && core->Distributor.ReadIsLevel(number)) core->Distributor.Mask(number);
            core->Gic.Finish(interrupt);
            Deliver(core, number);
        }
    }

    private static void DeliverMessage(nuint receiver, uint number)
    {
        if (receiver != 0) Entry.MessageInterrupt(receiver);
        else Entry.StrayInterrupt(number);
    }

    private static void Deliver(A64Core* core, uint number)
    {
        if (number == core->TimerInterrupt) Entry.TimerExpired();
        else if (number == A64Interrupt.Bell) Entry.BellRang();
        else if (number == A64Interrupt.StopRequest) A64Machine.Stop();
        else if (core->Messages.Holds(number)) DeliverMessage(core->Messages.ReceiverOf(number), number);
        else Entry.DeviceInterrupt(number);
    }
}
