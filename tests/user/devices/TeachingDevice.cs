using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// QEMU's device for teaching, <c>edu</c>: it interrupts when it is told to, by wire or message, and copies memory. QEMU's
/// <c>docs/specs/edu</c> describes it.
/// </summary>
internal readonly struct TeachingDevice
{
    public const uint Identity = 0x11E8_1234;
    public const uint ExpectedVersion = 0x0100_00ED;
    private const ulong RegisterPages = 256;

    private const uint Version = 0x00, Liveness = 0x04, Raise = 0x60, Lower = 0x64;
    private const uint CopyFrom = 0x80, CopyTo = 0x88, CopyCount = 0x90, CopyCommand = 0x98;
    private const uint CopyRuns = 1 << 0, CopyOut = 1 << 1, CopyInterrupts = 1 << 2;

    /// <summary>Where devices see the buffer inside it.</summary>
    private const ulong Buffer = 0x4_0000;

    private readonly Registers _registers;
    private readonly PciFunction _function;

    private TeachingDevice(PciFunction function, Registers registers)
    {
        _function = function;
        _registers = registers;
    }

    public static bool TryFind(ref Test test, out TeachingDevice device, CachePolicy cache = CachePolicy.Device)
    {
        device = default;
        if (!test.Require(PciFunction.TryFind(ref test, Identity, out PciFunction function), "the machine has QEMU's device edu")) return false;
        function.Enable();
        if (!Registers.TryMap(ref test, function.FirstAddress, RegisterPages, cache, out Registers registers)) return false;
        device = new TeachingDevice(function, registers);
        device.LowerAll();
        return true;
    }

    public PciFunction Function => _function;

    public uint ReadVersion() => _registers.Read32(Version);

    /// <summary>It inverts what it is told.</summary>
    public uint Invert(uint value)
    {
        _registers.Write32(Liveness, value);
        return _registers.Read32(Liveness);
    }

    public void RaiseInterrupt() => _registers.Write32(Raise, 1);
    public void LowerAll() => _registers.Write32(Lower, uint.MaxValue);

    /// <summary>The line at which its wire ends: q35 leads the pins of buses' devices to inputs 20 to 23, <c>virt</c> to interrupts 35 to 38.</summary>
    public uint Line => (Ports.AreThere ? 20U : 35U) + _function.Slot % 4;

    public InterruptSignal Signal => Ports.AreThere ? InterruptSignal.LowLevel : InterruptSignal.HighLevel;

    /// <summary>Has it copy memory into its buffer, and interrupt when it is done.</summary>
    public void CopyIn(ulong address, ulong bytes) => Copy(address, Buffer, bytes, CopyRuns | CopyInterrupts);

    /// <summary>Has it copy its buffer into memory.</summary>
    public void CopyBack(ulong address, ulong bytes) => Copy(Buffer, address, bytes, CopyRuns | CopyOut | CopyInterrupts);

    private void Copy(ulong from, ulong to, ulong bytes, uint command)
    {
        _registers.Write64(CopyFrom, from);
        _registers.Write64(CopyTo, to);
        _registers.Write64(CopyCount, bytes);
        _registers.Write64(CopyCommand, command);
    }
}
