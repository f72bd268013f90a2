using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.Simulated;

/// <summary>What only a kernel that boots asks for. A history begins when all cores are up, so nothing here is ever needed.</summary>
public readonly unsafe partial struct SimulatedMachine
{
    public static ReadOnlySpan<byte> Name => "simulated"u8;
    public static ulong CoreBlockBytes => 0;
    public static int FaultStackCount => 0;
    public static PhysicalAddress StartPageLimit => default;
    public static int LargestLeafLevel => 2;
    public static bool HasSeparateKernelTable => false;

    /// <summary>EM_NONE: its programs are methods of the host's.</summary>
    public static ushort ElfProcessor => 0;
    public static uint PortCount => Hardware.PortCount;
    public static uint InterruptCount => SimulatedHardware.LineCount + 1;
    public static KernelImage Image => default;

    public static ulong ReadHardwareId() => (ulong)Core.Number.Value;

    public static void StartDebugConsole() { }
    public static void UsePageTables(PhysicalAddress root) { }

    public static bool TryInitialize<TMapper>(ref TMapper mapper, ref MachineDescription description,
        in CoreResources core, ulong entryCycles, out ReadOnlySpan<byte> problem)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        problem = "a simulated machine is not booted"u8;
        return false;
    }

    public static bool TryStartCore(in CoreResources core) => false;

    [DoesNotReturn]
    public static void RunOnStack(VirtualAddress stackTop, delegate*<void*, void> entry, void* argument)
        => throw new SimulatedStop("a simulated core has one stack");

    [DoesNotReturn]
    public static void Resume(ThreadContext* context)
        => throw new SimulatedStop("whoever plays a thread goes on with it, and not the machine");
}
