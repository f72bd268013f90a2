using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.AArch64;

/// <summary>
/// A GICv2m frame: it turns devices' writes into shared interrupts. Arm server base system architecture (DEN0029) 3, appendix E. They are
/// divided evenly among the cores when the machine starts, so that each core gives out its own.
/// </summary>
/// <remarks>A GICv3's interrupt translation service is another thing altogether, and not used.</remarks>
// SAFETY: the registers were just mapped as device memory.
internal unsafe struct A64MessageFrame
{
    /// <summary>The registers that are not for the secure side.</summary>
    private const ulong RegisterBytes = 0x1000;

    // MSI_TYPER: the first interrupt in bits 25…16, how many in 9…0. MSI_SETSPI_NS takes the number of the interrupt.
    private const int TypeRegister = 0x008 / sizeof(uint);
    private const ulong SetRegister = 0x040;
    private const int FirstShift = 16;
    private const uint FieldMask = 0x3FF;

    /// <summary>As many as a core is ever given.</summary>
    private const uint MostPerCore = 64;

    [InlineArray((int)MostPerCore)]
    private struct Receivers { private nuint _first; }

    private PhysicalAddress _registers;
    private uint _frameFirst, _frameCount;

    /// <summary>What of it is this core's.</summary>
    private uint _first, _count;
    private Receivers _receivers;

    public readonly bool IsPresent => _count != 0;

    /// <summary>Finds the machine's frame, if it has one. Called by the boot core.</summary>
    public static A64MessageFrame Find<TMapper>(ref TMapper mapper, ref readonly GicDescription gic)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        A64MessageFrame frame = default;
        if (gic.MessageFrames.Items.IsEmpty) return frame;
        PhysicalAddress start = gic.MessageFrames.Items[0];
        var registers = (uint*)mapper.MapDevice(start, RegisterBytes);
        if (registers == null) return frame;
        uint type = Volatile.Read(ref registers[TypeRegister]);
        frame._registers = start;
        frame._frameFirst = type >> FirstShift & FieldMask;
        frame._frameCount = type & FieldMask;
        return frame;
    }

    /// <summary>Has devices' writes arrive as edges. Called by the boot core.</summary>
    public readonly void Prepare(A64GicDistributor distributor)
    {
        for (uint i = 0; i < _frameCount; i++)
            _ = distributor.TryPrepare(new InterruptLine { Number = _frameFirst + i, Trigger = InterruptTrigger.Edge, IsPresent = true });
    }

    /// <summary>Is a line one of the frame's, and no wire?</summary>
    public readonly bool Holds(uint line) => line - _frameFirst < _frameCount;

    /// <summary>A core's part of the frame. Called by that core, which the interrupts come to from then on.</summary>
    public readonly A64MessageFrame PartOf(CoreNumber core, uint cores, A64GicDistributor distributor, ulong hardwareId)
    {
        A64MessageFrame part = default;
        part._registers = _registers;
        part._frameFirst = _frameFirst;
        part._frameCount = _frameCount;
        part._count = Math.Min(_frameCount / cores, MostPerCore);
        part._first = _frameFirst + (uint)core.Value * part._count;
        for (uint i = 0; i < part._count; i++) distributor.LeadHere(part._first + i, hardwareId);
        return part;
    }

    public bool TryMake(nuint receiver, A64GicDistributor distributor, out MessageTarget message)
    {
        message = default;
        for (uint i = 0; i < _count; i++)
        {
            if (_receivers[(int)i] != 0) continue;
            _receivers[(int)i] = receiver;
            message.Number = message.Data = _first + i;
            message.Address = _registers + SetRegister;
            distributor.Unmask(message.Number);
            return true;
        }
        return false;
    }

    public void Forget(uint number, A64GicDistributor distributor)
    {
        distributor.Mask(number);
        _receivers[(int)(number - _first)] = 0;
    }

    /// <returns>0 when it is none of this core's messages, or nobody is to be told.</returns>
    public readonly nuint ReceiverOf(uint number) => number - _first < _count ? _receivers[(int)(number - _first)] : 0;
}
