using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>From a device to its driver.</summary>
// SAFETY: the address that raises the interrupt is in the page that the peer was given.
internal static unsafe class Interrupts
{
    private const int Rounds = 256;

    /// <summary>
    /// Raises a message-signalled interrupt again and again, as a device would: a GICv2m by its specification takes the processor's write for
    /// one, a PC's local APIC in QEMU.
    /// </summary>
    private static ulong RaiseForever(ulong none)
    {
        ref uint doorbell = ref *(uint*)(Peer.DeviceAddress + Peer.CommonSecond);
        while (true)
        {
            Peer.CommonWord = Machine.ReadCycles();
            Volatile.Write(ref doorbell, (uint)Peer.CommonThird);
        }
    }

    /// <summary>From before the device's write, while another process runs, to after the driver's wait.</summary>
    [Benchmark("kernel", "interrupt_to_driver", Aim = 800)]
    internal static void InterruptToDriver(ref Measurement measurement)
    {
        ref readonly StartBlock start = ref Startup.Block;
        if (Kernel.CreateMessageInterrupt(World.Budget, start.Interrupts, out Handle<Interrupt> interrupt, out ulong address, out ulong data) != Status.Ok)
            return;
        if (Kernel.CreateDeviceMemory(World.Budget, start.DeviceMemory, address / MemoryLayout.PageSize, 1, CachePolicy.Device,
                out Handle<MemoryObject> page) != Status.Ok
            || !Peer.TryStart(&RaiseForever, Peer.LowPriority, out Peer device, page))
            return;
        Peer.CommonSecond = address % MemoryLayout.PageSize;
        Peer.CommonThird = data;
        Status status = Kernel.BindInterrupt(interrupt, device.Notification, 1);
        for (int round = 0; round < Rounds && status == Status.Ok; round++)
        {
            status = Kernel.AcknowledgeInterrupt(interrupt);
            if (status == Status.Ok) status = Kernel.Wait(device.Notification, World.Never, out _);
            measurement.StopSince(Peer.CommonWord);
        }
        if (status != Status.Ok) measurement = default;
        device.Dispose();
        _ = Kernel.Release(interrupt);
        _ = Kernel.Release(page);
    }
}
