using Diesis.Abi;
using Diesis.Kernel.Devices;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>The wires of devices, on the boot core, and how their owners on other cores deal with it.</summary>
/// <remarks>
/// <code>
///   device ──► controller ──► boot core: latch ──► owner's notification there
///                                        │
///                                        └─LineRaised──► owner's core: its notification
///              boot core ◄──LineRequest (open)── owner's core, when the interrupt is acknowledged
/// </code>
/// A line that came is closed until its owner opens it, so there is never more than one message on its way for it.
/// </remarks>
// SAFETY: the table has an entry for each line, for good; owners give their lines up before they go.
public unsafe partial struct CpuDriver
{
    /// <summary>A device signals. Happens on the boot core.</summary>
    internal void TakeDeviceInterrupt(uint number)
    {
        CheckWriter();
        LastDeviceLine = number;
        DeviceInterrupts++;
        DeviceLine* line = LineOf(number);
        if (line == null || line->Owner == null) return;
        // The machine has masked it, and as it stays up it comes again.
        if (line->IsLevel && !line->Latch.IsOpen) return;
        if (line->Latch.TryPass()) Deliver(line);
        // Another edge could say nothing that is not known already.
        else Machine.MaskInterrupt(number);
    }

    /// <summary>Has the boot core do something to the line of one of this core's interrupts.</summary>
    /// <returns>False: too much is under way to there. Try again.</returns>
    private bool TryActOnLine(Interrupt* owner, LineAct act, InterruptSignal signal = default)
    {
        var request = new LineRequest(owner, owner->First, act, signal);
        if (_number != CoreNumber.Boot) return TryRequest<LineRequest, LineAnswer>(CoreNumber.Boot, in request);
        TakeLineAnswer(ActOnLine(_number, in request));
        return true;
    }

    private LineAnswer ActOnLine(CoreNumber core, in LineRequest request)
    {
        LineClaim claim = LineClaim.None;
        DeviceLine* line = LineOf(request.Line);
        switch (request.Act)
        {
            case LineAct.Take:
                claim = TakeLine(line, core, in request);
                break;
            case LineAct.Open:
                bool passes = line->Latch.Open();
                // First, for whoever is told of it may have its device signal at once.
                Machine.UnmaskInterrupt(request.Line);
                if (passes) Deliver(line);
                break;
            case LineAct.Close:
                line->Latch.Close();
                // An edge that a masked controller does not see is lost; it is kept here.
                if (line->IsLevel) Machine.MaskInterrupt(request.Line);
                break;
            default:
                Machine.MaskInterrupt(request.Line);
                if (line->IsDue) _dueLines--;
                *line = default;
                claim = LineClaim.Over;
                break;
        }
        return new LineAnswer(request.Owner, request.Act, claim);
    }

    private static LineClaim TakeLine(DeviceLine* line, CoreNumber core, in LineRequest request)
    {
        if (line == null) return LineClaim.OutOfRange;
        if (line->Owner != null) return LineClaim.Taken;
        var wire = new InterruptLine
        {
            Number = request.Line,
            Trigger = request.Signal >= InterruptSignal.HighLevel ? InterruptTrigger.Level : InterruptTrigger.Edge,
            Polarity = request.Signal is InterruptSignal.FallingEdge or InterruptSignal.LowLevel
                ? InterruptPolarity.ActiveLow : InterruptPolarity.ActiveHigh,
            IsPresent = true,
        };
        if (!Machine.TryRouteInterrupt(wire)) return LineClaim.OutOfRange;
        *line = new DeviceLine { Owner = request.Owner, Core = core, IsLevel = wire.Trigger == InterruptTrigger.Level };
        // An edge waits in the latch; a masked controller might lose it.
        if (!line->IsLevel) Machine.UnmaskInterrupt(request.Line);
        return LineClaim.Held;
    }

    /// <summary>The boot core has done what was asked of it.</summary>
    private void TakeLineAnswer(LineAnswer answer)
    {
        if (answer.Act is LineAct.Open or LineAct.Close) return;
        Interrupt* owner = answer.Owner;
        owner->Claim = answer.Claim;
        // Its end may have waited for this.
        if (!owner->Header.IsAlive) QueueWork(&owner->Header);
        Drop(&owner->Header);
    }

    /// <summary>Signals what the owner of a line has bound to it.</summary>
    private void Deliver(DeviceLine* line)
    {
        if (line->Core == _number)
        {
            TakeRaisedLine(line->Owner);
            return;
        }
        if (TryRequest<LineRaised, LineRaisedTaken>(line->Core, new LineRaised(line->Owner))) return;
        line->IsDue = true;
        _dueLines++;
    }

    /// <summary>Tells another core of lines that it could not be told of before.</summary>
    private void SendDueLines(CoreNumber to)
    {
        for (uint number = 0; number < Machine.InterruptCount && _dueLines != 0; number++)
        {
            DeviceLine* line = LineOf(number);
            if (!line->IsDue || line->Core != to) continue;
            if (!TryRequest<LineRaised, LineRaisedTaken>(to, new LineRaised(line->Owner))) return;
            line->IsDue = false;
            _dueLines--;
        }
    }

    /// <returns>Null when there is none of that number.</returns>
    private DeviceLine* LineOf(uint number) => number < Machine.InterruptCount ? _cores->Lines + number : null;
}
