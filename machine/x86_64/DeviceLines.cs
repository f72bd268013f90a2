using System.Runtime.CompilerServices;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.X86_64;

/// <summary>
/// The wires of devices: which I/O APIC each ends at, and which vector it has. The boot core's, and only used by it: an
/// I/O APIC is reached through an index that two cores must not share, so all wires lead to the boot core.
/// </summary>
/// <remarks>
/// Invariants: a line has one vector, and a vector one line, from the first routing on for good; a vector is only sent
/// by the controller of its line.
/// </remarks>
internal struct X64DeviceLines
{
    private const int Vectors = X64Vector.LastDevice - X64Vector.FirstDevice + 1;

    /// <summary>Physical destinations have eight bits in an I/O APIC.</summary>
    private const uint ApicIds = 256;

    private struct Controller
    {
        public X64IoApic Registers;
        public uint FirstLine;
        public uint Inputs;
    }

    /// <summary>The line of each vector, if it has one.</summary>
    [InlineArray(Vectors)]
    private struct VectorTable { private InterruptLine _first; }

    private BoundedList<Controller, Room32<Controller>> _controllers;
    private VectorTable _vectors;

    /// <summary>Takes a controller over, everything masked.</summary>
    /// <param name="firstLine">The global system interrupt of its input 0.</param>
    /// <returns>False when there are too many.</returns>
    public bool TryAdd(X64IoApic registers, uint firstLine)
    {
        registers.MaskAll();
        return _controllers.TryAdd(new Controller
        {
            Registers = registers,
            FirstLine = firstLine,
            Inputs = (uint)registers.ReadInputCount(),
        });
    }

    /// <summary>Leads a line to a vector of the boot core, masked.</summary>
    /// <param name="messages">What devices raise by writes there.</param>
    /// <returns>False when no controller has the line, or no vector is left for it.</returns>
    public bool TryRoute(in InterruptLine line, ref readonly X64MessageVectors messages, uint apicId)
    {
        if (apicId >= ApicIds || !TryFind(line.Number, out X64IoApic registers, out int input)) return false;
        if (!TryFindVector(line.Number, in messages, out int index)) return false;
        _vectors[index] = line;
        _vectors[index].IsPresent = true;
        registers.Route(input, (byte)(X64Vector.FirstDevice + index), apicId,
            line.Trigger == InterruptTrigger.Level, line.Polarity == InterruptPolarity.ActiveLow);
        return true;
    }

    /// <summary>Has a wire this vector?</summary>
    /// <param name="index">From <see cref="X64Vector.FirstDevice"/>.</param>
    public readonly bool Has(int index) => _vectors[index].IsPresent;

    public readonly void Mask(uint number)
    {
        if (TryFind(number, out X64IoApic registers, out int input)) registers.Mask(input);
    }

    public readonly void Unmask(uint number)
    {
        if (TryFind(number, out X64IoApic registers, out int input)) registers.Unmask(input);
    }

    /// <summary>
    /// Which line a vector stands for. One that stays up until its device was served is masked: it would come again at
    /// once. An edge is over; masking could only lose the next.
    /// </summary>
    public readonly bool TryTake(uint vector, out uint number)
    {
        number = 0;
        if (vector is < X64Vector.FirstDevice or > X64Vector.LastDevice) return false;
        InterruptLine line = _vectors[(int)vector - X64Vector.FirstDevice];
        if (!line.IsPresent) return false;
        number = line.Number;
        if (line.Trigger == InterruptTrigger.Level) Mask(number);
        return true;
    }

    /// <summary>The vector that a line has, or the first that is free.</summary>
    private readonly bool TryFindVector(uint number, ref readonly X64MessageVectors messages, out int index)
    {
        int free = -1;
        for (index = 0; index < Vectors; index++)
        {
            InterruptLine line = _vectors[index];
            if (line.IsPresent && line.Number == number) return true;
            if (!line.IsPresent && free < 0 && !messages.Has(index)) free = index;
        }
        index = free;
        return free >= 0;
    }

    private readonly bool TryFind(uint number, out X64IoApic registers, out int input)
    {
        registers = default;
        input = 0;
        foreach (ref readonly Controller controller in _controllers.Items)
        {
            if (number < controller.FirstLine || number - controller.FirstLine >= controller.Inputs) continue;
            registers = controller.Registers;
            input = (int)(number - controller.FirstLine);
            return true;
        }
        return false;
    }
}
