using System;
using System.Threading;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.AArch64;

/// <summary>
/// A core's own part of a GICv3: two frames of 64 KiB, or four where it can deliver virtual interrupts from memory.
/// GIC architecture (IHI 0069) 12.10.
/// </summary>
// SAFETY: the frames were just mapped as device memory, in the size that is read.
internal static unsafe class A64GicRedistributor
{
    public const ulong FrameBytes = 0x1_0000;
    private const ulong OwnInterrupts = FrameBytes;

    private const int TypeRegister = 0x08, WakeRegister = 0x14;
    private const uint Asleep = 1 << 1, ChildrenAsleep = 1 << 2;
    private const ulong HasVirtualFrames = 1 << 1, IsLast = 1 << 4;

    /// <summary>Looks for the redistributor of a core.</summary>
    /// <param name="given">Where the firmware says that it is, or zero to search the regions.</param>
    /// <returns>Its registers, mapped; null when there is none or it cannot be mapped.</returns>
    public static byte* Find<TMapper>(
        ref TMapper mapper, scoped ReadOnlySpan<MemoryExtent> regions, ulong hardwareId, PhysicalAddress given)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        if (!given.IsZero) return (byte*)mapper.MapDevice(given, 2 * FrameBytes);
        foreach (ref readonly var region in regions)
        {
            byte* found = FindIn(ref mapper, region, Packed(hardwareId));
            if (found != null) return found;
        }
        return null;
    }

    private static byte* FindIn<TMapper>(ref TMapper mapper, MemoryExtent region, uint affinity)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        ulong offset = 0;
        while (region.Length - offset >= 2 * FrameBytes)
        {
            byte* frames = (byte*)mapper.MapDevice(region.Start + offset, 2 * FrameBytes);
            if (frames == null) return null;
            // SAFETY: the frames were just mapped.
            ulong type = Volatile.Read(ref *(ulong*)(frames + TypeRegister));
            if ((uint)(type >> 32) == affinity) return frames;
            if ((type & IsLast) != 0) return null;
            offset += (type & HasVirtualFrames) != 0 ? 4 * FrameBytes : 2 * FrameBytes;
            if (offset > region.Length) return null;
        }
        return null;
    }

    /// <summary>Has it deliver interrupts to its core.</summary>
    /// <returns>The registers for the core's own interrupts.</returns>
    public static uint* Wake(byte* frames)
    {
        // SAFETY: the caller found the frames by Find.
        ref uint wake = ref *(uint*)(frames + WakeRegister);
        Volatile.Write(ref wake, Volatile.Read(ref wake) & ~Asleep);
        while ((Volatile.Read(ref wake) & ChildrenAsleep) != 0) A64Instructions.Pause();
        return (uint*)(frames + OwnInterrupts);
    }

    /// <summary>
    /// The four affinity bytes of MPIDR_EL1 (39…32, 23…0) side by side, as the type register has them.
    /// </summary>
    private static uint Packed(ulong hardwareId) => (uint)(hardwareId >> 32 << 24) | (uint)hardwareId & 0xFF_FFFF;
}
