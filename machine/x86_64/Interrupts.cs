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
        // The end is signalled first: interrupts stay off until the kernel is done, so none nests.
        X64Instructions.ReadCoreBlock()->LocalApic.EndInterrupt();
        switch (vector)
        {
            case X64Vector.Timer:
                Entry.TimerExpired();
                break;
            case X64Vector.Bell:
                Entry.BellRang();
                break;
            default:
                Entry.DeviceInterrupt(vector);
                break;
        }
    }
}
