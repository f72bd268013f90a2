using System;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.Simulated;

/// <summary>The wires of devices. They lead to core 0, which takes what comes some time later.</summary>
/// <remarks>An edge that comes while its line is masked is lost, as it is at an I/O APIC.</remarks>
public sealed partial class SimulatedHardware
{
    public const int LineCount = 64;

    private struct Line
    {
        public bool IsRouted, IsOpen, IsLevel;

        /// <summary>The device says so now; it has said so since it was last taken.</summary>
        public bool IsUp, HasEdge;

        public readonly bool IsDue => IsLevel ? IsUp && IsOpen : HasEdge;
    }

    private readonly Line[] _lines = new Line[LineCount];

    /// <summary>A device signals.</summary>
    public void RaiseLine(uint number)
    {
        ref Line line = ref _lines[number];
        line.HasEdge |= line.IsOpen && !line.IsUp;
        line.IsUp = true;
        AnnounceLines();
    }

    /// <summary>A device does not signal any more.</summary>
    public void LowerLine(uint number) => _lines[number].IsUp = false;

    internal bool TryRouteLine(in InterruptLine wire)
    {
        if (wire.Number >= LineCount) return false;
        ref Line line = ref _lines[wire.Number];
        line.IsRouted = true;
        line.IsOpen = line.HasEdge = false;
        line.IsLevel = wire.Trigger == InterruptTrigger.Level;
        return true;
    }

    internal void MaskLine(SimulatedCore core, uint number)
    {
        Step(core);
        _lines[number].IsOpen = false;
    }

    internal void UnmaskLine(SimulatedCore core, uint number)
    {
        Step(core);
        _lines[number].IsOpen = _lines[number].IsRouted;
        AnnounceLines();
    }

    /// <summary>Would the machine take what comes on a line?</summary>
    public bool IsLineOpen(uint number) => _lines[number].IsOpen;

    /// <summary>Takes a line that has come to core 0. A level is masked with that.</summary>
    internal bool TryTakeLine(SimulatedCore core, out uint number)
    {
        for (number = 0; number < LineCount && core.Number == CoreNumber.Boot && core.DeviceDue <= Now; number++)
        {
            ref Line line = ref _lines[number];
            if (!line.IsDue) continue;
            line.HasEdge = false;
            if (line.IsLevel) line.IsOpen = false;
            History.Add(core.Number, Act.HearsLine, value: number);
            return true;
        }
        return false;
    }

    private void AnnounceLines()
    {
        foreach (ref Line line in _lines.AsSpan())
        {
            if (line.IsDue) Announce(_cores[0]);
        }
    }

    /// <summary>A core is to hear of a device.</summary>
    private void Announce(SimulatedCore core) => core.DeviceDue ??= Now + (ulong)_random.Below(_mostBellDelay);
}
