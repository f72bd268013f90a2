using Diesis.Kernel;
using Diesis.Machines;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>A real device's wire, through the machine's interrupt controllers.</summary>
internal static class DeviceTests
{
    private const ulong LongNs = 5_000_000_000;
    private const ulong ShortNs = 20_000_000;

    [GuestTest]
    internal static void ADeviceInterruptsWhileItsLineIsOpen(ref Test test)
    {
        if (!test.Require(TryFindDevice(out SampleDevice device))) return;
        uint line = device.Line.Number;
        if (!test.Require(Machine.TryRouteInterrupt(device.Line))) return;

        device.Start();
        test.False(Interrupts(ShortNs));
        for (int i = 0; i < 3; i++)
        {
            Machine.UnmaskInterrupt(line);
            test.True(Interrupts(LongNs));
            test.Equal(line, CpuDriver.Current.LastDeviceLine);
        }

        Machine.MaskInterrupt(line);
        Machine.TakePendingInterrupts();
        test.False(Interrupts(ShortNs));
        device.Stop();
    }

    [GuestTest]
    internal static void ALineKeepsItsWayWhenItIsRoutedAgain(ref Test test)
    {
        if (!test.Require(TryFindDevice(out SampleDevice device))) return;
        for (int i = 0; i < 300; i++)
        {
            if (!test.Require(Machine.TryRouteInterrupt(device.Line))) return;
        }
        device.Start();
        Machine.UnmaskInterrupt(device.Line.Number);
        test.True(Interrupts(LongNs));
        Machine.MaskInterrupt(device.Line.Number);
        Machine.TakePendingInterrupts();
        device.Stop();
    }

    [GuestTest]
    internal static void ALineThatNoControllerHasIsRefused(ref Test test)
        => test.False(Machine.TryRouteInterrupt(new() { Number = 5_000, IsPresent = true }));

    // SAFETY: the description is there for good.
    private static unsafe bool TryFindDevice(out SampleDevice device)
        => SampleDevice.TryFind(in *CpuDriver.Current.Cores.Description, out device);

    /// <summary>Waits so long for an interrupt of a device.</summary>
    private static bool Interrupts(ulong patienceNs)
    {
        ulong before = CpuDriver.Current.DeviceInterrupts;
        ulong end = Machine.ReadNanoseconds() + patienceNs;
        while (CpuDriver.Current.DeviceInterrupts == before && Machine.ReadNanoseconds() < end)
        {
            Machine.TakePendingInterrupts();
            Machine.Pause();
        }
        return CpuDriver.Current.DeviceInterrupts != before;
    }
}
