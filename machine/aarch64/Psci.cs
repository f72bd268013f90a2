using Diesis.Kernel.Firmware;

namespace Diesis.Machines.AArch64;

/// <summary>Calls to the firmware that have to do with power. Power State Coordination Interface (DEN0022) 5.</summary>
internal readonly struct A64Psci(PsciConduit conduit)
{
    private const uint SystemOff = 0x8400_0008, SystemReset = 0x8400_0009, CpuOn = 0xC400_0003;
    private const long Success = 0, NotSupported = -1;

    /// <param name="hardwareId">The affinity fields of the core's MPIDR_EL1.</param>
    /// <param name="entry">Where it begins, with its MMU off.</param>
    /// <param name="context">What it finds in x0 there.</param>
    public bool TryStartCore(ulong hardwareId, PhysicalAddress entry, PhysicalAddress context)
        => Call(CpuOn, hardwareId, entry.Value, context.Value) == Success;

    /// <summary>Turns the machine off. It comes back where the firmware cannot.</summary>
    public void TurnOff() => _ = Call(SystemOff, 0, 0, 0);

    /// <summary>Resets the machine. It comes back where the firmware cannot.</summary>
    public void Restart() => _ = Call(SystemReset, 0, 0, 0);

    private long Call(uint function, ulong first, ulong second, ulong third) => conduit switch
    {
        PsciConduit.Hvc => A64Instructions.CallByHvc(function, first, second, third),
        PsciConduit.Smc => A64Instructions.CallBySmc(function, first, second, third),
        _ => NotSupported,
    };
}
