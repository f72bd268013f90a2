using Diesis.Devices;
using Diesis.Devices.Pci;
using Diesis.Devices.Virtio;
using Diesis.Tests.Devices.Pci;

namespace Diesis.Tests.Devices.Virtio;

public class VirtioDeviceTests
{
    private readonly SimulatedCommonRegisters _common = new();
    private readonly SimulatedRegisters _notify = new(16), _special = new(16);
    private readonly VirtioDevice<IRegisterBlock> _device;

    public VirtioDeviceTests() => _device = new(_common, _notify, 4, _special);

    [Fact]
    public void FeaturesAreAgreedOnInOrder()
    {
        _device.Reset();
        Assert.True(_device.IsReset);
        Assert.True(_device.TryAgree(wanted: VirtioFeature.Events | 1 << 28, needed: 1 << 5));
        Assert.Equal(1UL << 32 | 1 << 29 | 1 << 5, _common.Accepted);
        Assert.Equal(_common.Accepted, _device.Features);
        _device.Start();
        Assert.Equal<byte>([0, 1, 3, 11, 15], _common.StatusWritten);
        _common.Status |= 64;
        Assert.True(_device.NeedsReset);
    }

    [Fact]
    public void WhoCannotBeDrivenSoIsNot()
    {
        Assert.False(_device.TryAgree(0, needed: 1 << 6));
        _common.Offered &= ~(1UL << 32);
        Assert.False(_device.TryAgree(0, 0));
        _common.Offered |= 1UL << 32;
        _common.RefusesFeatures = true;
        Assert.False(_device.TryAgree(0, 0));
    }

    [Fact]
    public void QueuesAreGivenWithTheirMessages()
    {
        using SimulatedQueueDevice small = new(8, hasEvents: false), large = new(16, hasEvents: false);
        Assert.True(_device.TryAgree(0, 0));
        Assert.Equal((256, 8, 0), (_device.MostEntries(0), _device.MostEntries(1), _device.MostEntries(2)));
        _common.Queues[(0, 30)] = 3;
        Assert.False(_device.TryAdd(2, small.Queue, -1));
        Assert.False(_device.TryAdd(1, large.Queue, -1));
        Assert.False(_device.TryAdd(1, small.Queue, 4));
        Assert.True(_device.TryAdd(1, small.Queue, -1));
        Assert.True(_device.TryAdd(0, large.Queue, 3));
        Assert.False(_device.TryAdd(0, large.Queue, 3));
        Assert.Equal((16U, 3U, 1U, (uint)large.Queue.DriverAddress), (_common.Queues[(0, 24)], _common.Queues[(0, 26)], _common.Queues[(0, 28)], _common.Queues[(0, 40)]));
        Assert.Equal(large.Queue.DeviceAddress, _common.Queues[(0, 48)] | (ulong)_common.Queues[(0, 52)] << 32);
        _device.Notify(1);
        _device.Notify(0);
        Assert.Equal((1, 0), (_notify.Read16(0), _notify.Read16(12)));
        Assert.False(_device.TrySetChangeMessage(5));
        Assert.True(_device.TrySetChangeMessage(2));
    }

    [Fact]
    public void NobodyIsToldOutsideOfTheRegisters()
    {
        using SimulatedQueueDevice small = new(8, hasEvents: false);
        Assert.True(_device.TryAgree(0, 0));
        _common.Queues[(0, 30)] = 4;
        Assert.False(_device.TryAdd(0, small.Queue, -1));
    }

    [Fact]
    public void WhatBelongsTogetherIsReadAgainUntilItDoes()
    {
        _special.Write32(4, 9);
        _common.ChangesLeft = 5;
        Assert.True(_device.TryReadTogether(static device => device.Read32(4), out uint value));
        Assert.Equal((9U, 0), (value, _common.ChangesLeft));
        _common.ChangesLeft = int.MaxValue;
        Assert.False(_device.TryReadTogether(static device => device.Read32(4), out _));
    }

    [Fact]
    public void RegistersAreFoundByTheFunctionsCapabilities()
    {
        SimulatedPci pci = new();
        SimulatedFunction function = pci.Add(new(0, 0, 4, 0), VirtioPlaces.Vendor, VirtioPlaces.FirstDevice + 2, 0x01_8000);
        function.AddMemory(1, 0xFEB0_0000, 0x1000);
        function.AddWideMemory(4, 0x80_0000_0000, 0x4000, isPrefetchable: true);
        Add(0x40, 16, kind: 1, range: 4, 0x3000, 0x2000);
        Add(0x50, 16, kind: 1, range: 4, 0x0000, 0x1000);
        Add(0x60, 16, kind: 3, range: 4, 0x1000, 0x1000);
        Add(0x70, 16, kind: 4, range: 4, 0x2000, 0x1000);
        Assert.False(Find(out _));
        Add(0x80, 20, kind: 2, range: 4, 0x3000, 0x1000);
        function.Words[0x90 / 4] = 4;
        Add(0xA0, 20, kind: 5, range: 0, 0, 0);
        Assert.True(Find(out VirtioPlaces? places));
        Assert.Equal((new(4, 0, 0x1000), new(4, 0x3000, 0x1000), 4U), (places!.Common, places.Notify, places.NotifyDistance));
        Assert.Equal((new RegisterPlace(4, 0x1000, 0x1000), new RegisterPlace(4, 0x2000, 0x1000)), (places.Interrupt, places.Device));

        bool Find(out VirtioPlaces? found) => VirtioPlaces.TryFind(pci, PciScan.Of(pci, 0, 0, 0).Functions[0], out found);

        void Add(byte at, byte length, byte kind, byte range, uint offset, uint bytes)
        {
            function.AddCapability(at, 0x09);
            function.Words[at / 4] |= (uint)length << 16 | (uint)kind << 24;
            function.Words[at / 4 + 1] = range;
            function.Words[at / 4 + 2] = offset;
            function.Words[at / 4 + 3] = bytes;
        }
    }
}
