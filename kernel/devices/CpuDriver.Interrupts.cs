using Diesis.Kernel.Devices;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Interrupts of devices as their objects see them.</summary>
// SAFETY: the machine tells of an interrupt only until it is told to forget it.
public unsafe partial struct CpuDriver
{
    /// <summary>A device has raised an interrupt by a write.</summary>
    /// <param name="receiver">What the machine was told to tell: the object.</param>
    internal void TakeMessageInterrupt(nuint receiver)
    {
        CheckWriter();
        var interrupt = (Interrupt*)receiver;
        if (interrupt->Latch.TryPass()) Raise(ref interrupt->Signal, &interrupt->Header);
    }

    /// <summary>A line came that leads to an interrupt of this core.</summary>
    private void TakeRaisedLine(Interrupt* interrupt) => Raise(ref interrupt->Signal, &interrupt->Header);

    /// <summary>Sees to it that an interrupt never comes again.</summary>
    private bool EndInterrupt(Interrupt* interrupt)
    {
        if (interrupt->Header.IsAlive) return TrySignalDue(ref interrupt->Signal, &interrupt->Header);
        if (interrupt->Claim == LineClaim.Held && !TryGiveUpLine(interrupt)) return false;
        // The boot core's answer goes on with this.
        if (interrupt->Claim is LineClaim.Asked or LineClaim.GivenUp) return true;
        if (interrupt->Kind == InterruptKind.Message && interrupt->Count != 0)
        {
            Machine.ForgetMessage(interrupt->First);
            interrupt->Count = 0;
        }
        return TryUnlink(ref interrupt->Signal, &interrupt->Header);
    }

    private bool TryGiveUpLine(Interrupt* interrupt)
    {
        interrupt->Claim = LineClaim.GivenUp;
        Retain(&interrupt->Header);
        if (TryActOnLine(interrupt, LineAct.GiveUp)) return true;
        interrupt->Claim = LineClaim.Held;
        interrupt->Header.References--;
        return false;
    }
}
