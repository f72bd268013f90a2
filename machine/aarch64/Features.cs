using System;

namespace Diesis.Machines.AArch64;

/// <summary>
/// What the processor has of the features that the kernel uses where present. Arm ARM D19.2.60 and on.
/// </summary>
internal readonly struct A64Features
{
    private readonly ulong _memory0, _memory1, _processor, _debug, _instructions;

    private A64Features(ulong memory0, ulong memory1, ulong processor, ulong debug, ulong instructions)
    {
        _memory0 = memory0;
        _memory1 = memory1;
        _processor = processor;
        _debug = debug;
        _instructions = instructions;
    }

    public static A64Features Read() => new(
        A64Instructions.ReadMemoryFeatures0(),
        A64Instructions.ReadMemoryFeatures1(),
        A64Instructions.ReadProcessorFeatures0(),
        A64Instructions.ReadDebugFeatures0(),
        A64Instructions.ReadInstructionFeatures0());

    /// <summary>PARange as TCR_EL1.IPS takes it: 48 bits (5) are the most that the kernel's tables can name.</summary>
    public ulong PhysicalSize => Math.Min(_memory0 & 0xF, 5UL);

    public bool HasWideIdentifiers => (_memory0 >> 4 & 0xF) == 2;

    /// <summary>
    /// Privileged access never: the kernel's accesses to user pages fault unless it says that they are meant.
    /// </summary>
    public bool HasUserAccessProtection => (_memory1 >> 20 & 0xF) != 0;

    /// <summary>The interrupt controller's CPU interface is reached through system registers.</summary>
    public bool HasGicRegisters => (_processor >> 24 & 0xF) != 0;

    /// <summary>PMUVer: 0 is none, 15 one of another kind.</summary>
    public bool HasPerformanceMonitors => (_debug >> 8 & 0xF) is not (0 or 15);

    /// <summary>ID_AA64ISAR0_EL1.RNDR.</summary>
    public bool HasRandomNumbers => _instructions >> 60 != 0;

    public bool HasActivityMonitors => (_processor >> 44 & 0xF) != 0;
}
