using System;
using Diesis.Contracts.Input;
using Diesis.Devices.Virtio;

namespace Diesis.VirtioInput;

/// <summary>Tells a device which of its lights are to be on. VIRTIO 1.2, 5.8.6: each light is an event of its own.</summary>
// SAFETY: the memory has Bytes, as long as the queue is used.
public sealed unsafe class LightBuffers(VirtualQueue queue, byte* memory, ulong address, bool hasLights)
{
    /// <summary>Of the queue: a power of two with room for all lights.</summary>
    public const int Entries = 4;
    public const int Bytes = Entries * EventBuffers.EventBytes;

    // Linux's numbers of lights are in the order of HID's.
    private static ReadOnlySpan<byte> Lights => [(byte)KeyboardLights.NumLock, (byte)KeyboardLights.CapsLock, (byte)KeyboardLights.ScrollLock];

    public KeyboardLights Wanted { get; private set; }

    /// <summary>The device has not taken what was told before, so it does not know what is wanted now.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>It has taken what nobody told it.</summary>
    public bool IsBroken { get; private set; }

    public void Set(KeyboardLights lights)
    {
        Wanted = lights;
        IsWaiting = hasLights;
    }

    /// <summary>Tells it what is wanted, when it has taken what was told before. It looks after <see cref="VirtualQueue.Publish"/>.</summary>
    public void Push()
    {
        Taking taking;
        while ((taking = queue.TryTake(out _, out _)) == Taking.Taken) { }
        IsBroken |= taking == Taking.Broken;
        if (IsBroken || !IsWaiting || queue.InFlight != 0) return;
        IsWaiting = false;
        for (int i = 0; i < Lights.Length; i++) Add(i, new(DeviceEvent.Light, (ushort)i, ((byte)Wanted & Lights[i]) != 0 ? 1 : 0));
    }

    private void Add(int place, DeviceEvent news)
    {
        *(ulong*)(memory + place * EventBuffers.EventBytes) = news.Bits;
        _ = queue.TryAdd([new(address + (ulong)(place * EventBuffers.EventBytes), EventBuffers.EventBytes)], [], 0);
    }
}
