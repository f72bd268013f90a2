using System.Runtime.InteropServices;
using Diesis.Contracts.Input;
using Diesis.Devices.Virtio;
using Diesis.Tests.Devices.Virtio;
using Diesis.VirtioInput;

namespace Diesis.Tests.VirtioInput;

public sealed unsafe class InputQueuesTests : IDisposable
{
    private const int Entries = 4;
    private const ulong Address = 0x1000;

    private readonly SimulatedQueueDevice _device = new(Entries, hasEvents: false);
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed(Entries * EventBuffers.EventBytes);

    public void Dispose()
    {
        _device.Dispose();
        NativeMemory.Free(_memory);
    }

    private void Tell(DeviceEvent news, uint written = EventBuffers.EventBytes)
    {
        _ = _device.Queue.Publish();
        Assert.True(_device.TrySee(out uint id, out var buffers));
        var (address, bytes, isToWrite) = Assert.Single(buffers);
        Assert.Equal((8U, true), (bytes, isToWrite));
        *(ulong*)(_memory + (address - Address)) = news.Bits;
        _device.Finish(id, written);
    }

    [Fact]
    public void EventsComeInTheirOrderAndPlacesAreUsedAgain()
    {
        var events = new EventBuffers(_device.Queue, _memory, Address);
        Assert.Equal(Taking.Nothing, events.TryTake(out _));
        for (int round = 0; round < 3 * Entries; round += 2)
        {
            DeviceEvent first = new(1, 30, round), second = new(3, 0xFFFF, -round);
            Tell(first);
            Tell(second);
            Assert.Equal((Taking.Taken, first), (events.TryTake(out DeviceEvent news), news));
            Assert.Equal((Taking.Taken, second), (events.TryTake(out news), news));
            Assert.Equal(Taking.Nothing, events.TryTake(out _));
        }
        Assert.Equal(Entries, _device.Queue.InFlight);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    public void APartOfAnEventIsNone(uint written)
    {
        var events = new EventBuffers(_device.Queue, _memory, Address);
        Tell(new(1, 30, 1), written);
        Assert.Equal(Taking.Broken, events.TryTake(out _));
    }

    [Fact]
    public void ADeviceThatWritesAnythingIsTakenNoMoreThanItWasAsked()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            using var device = new SimulatedQueueDevice(Entries, hasEvents: seed % 2 == 0);
            var random = new Random(seed);
            var events = new EventBuffers(device.Queue, _memory, Address);
            int taken = 0, asked = 0;
            for (int step = 0; step < 50; step++)
            {
                _ = device.Queue.Publish();
                while (device.TrySee(out _, out _)) asked++;
                for (ushort at = 0; at < Entries; at++) device.Claim(at, (uint)random.Next(Entries + 2), (uint)random.Next(10));
                if (random.Next(2) == 0) *device.UsedCount = (ushort)(*device.UsedCount + random.Next(3));
                for (int left = 100; left > 0 && events.TryTake(out _) == Taking.Taken; left--) taken++;
                Assert.True(taken <= asked);
            }
        }
    }

    [Fact]
    public void LightsAreToldAndAgainWhenTheDeviceHasTakenThoseOfBefore()
    {
        var lights = new LightBuffers(_device.Queue, _memory, Address, hasLights: true);
        lights.Set(KeyboardLights.CapsLock);
        lights.Push();
        Assert.Equal([0, 1, 0], TakeLights(out var ids));
        lights.Set(KeyboardLights.NumLock | KeyboardLights.ScrollLock);
        lights.Push();
        Assert.True(lights.IsWaiting);
        // QEMU's say how much they have read.
        foreach (uint id in ids) _device.Finish(id, EventBuffers.EventBytes);
        lights.Push();
        Assert.Equal([1, 0, 1], TakeLights(out _));
        Assert.False(lights.IsWaiting);
    }

    [Fact]
    public void ADeviceWithoutLightsIsToldOfNone()
    {
        var lights = new LightBuffers(_device.Queue, _memory, Address, hasLights: false);
        lights.Set(KeyboardLights.CapsLock);
        lights.Push();
        Assert.Equal(0, _device.Queue.InFlight);
    }

    [Fact]
    public void ADeviceThatTakesWhatNobodyToldIsBroken()
    {
        var lights = new LightBuffers(_device.Queue, _memory, Address, hasLights: true);
        *_device.UsedCount = 1;
        lights.Push();
        Assert.True(lights.IsBroken);
    }

    private int[] TakeLights(out List<uint> ids)
    {
        ids = [];
        List<DeviceEvent> told = [];
        _ = _device.Queue.Publish();
        while (_device.TrySee(out uint id, out var buffers))
        {
            ids.Add(id);
            Assert.False(buffers[0].IsToWrite);
            told.Add(DeviceEvent.FromBits(*(ulong*)(_memory + (buffers[0].Address - Address))));
        }
        Assert.Equal([0, 1, 2], told.Select(light => (int)light.Code));
        Assert.All(told, light => Assert.Equal(0x11, light.Type));
        return [.. told.Select(light => light.Value)];
    }
}
