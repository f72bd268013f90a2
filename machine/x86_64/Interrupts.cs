using System.Runtime;
using Diesis.Kernel;

namespace Diesis.Machines.X86_64;

/// <summary>From the processor's interrupts to the kernel's.</summary>
// SAFETY: the block of the core that runs is there for good.
internal static unsafe class X64Interrupts
{
    [RuntimeExport("X64Interrupt")]
    private static void Enter(uint vector) => Take(vector);

    public static void Take(uint vector)
    {
        if (vector == X64Vector.Spurious) return;
        X64Core* core = X64Instructions.ReadCoreBlock();
        if (vector == X64Vector.Bell)
        {
            core->LocalApic.EndInterrupt();
            Entry.BellRang();
            return;
        }
        // What stays up is masked before the end, which would let it come again.
        bool isDevice = core->DeviceLines.TryTake(vector, out uint line);
        // The end is signalled before the kernel begins: interrupts stay off until it is done, so none nests.
        core->LocalApic.EndInterrupt();
        switch (vector)
        {
            case X64Vector.Timer:
                Entry.TimerExpired();
                break;
            default:
                nuint receiver = core->Messages.ReceiverOf(vector);
                if (isDevice) Entry.DeviceInterrupt(line);
                else if (receiver != 0) Entry.MessageInterrupt(receiver);
                else Entry.StrayInterrupt(vector);
                break;
        }
    }
}
