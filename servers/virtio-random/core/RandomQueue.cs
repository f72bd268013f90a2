using System;
using Diesis.Devices.Virtio;

namespace Diesis.VirtioRandom;

/// <summary>Draws random bytes from a device, by one request at a time. VIRTIO 1.2, 5.4: all that there is in the queue is memory for the device to fill.</summary>
// SAFETY: the memory is as large as the constructor was told, as long as the queue is used.
public sealed unsafe class RandomQueue(VirtualQueue queue, byte* memory, ulong address, int bytes)
{
    /// <summary>Asks for bytes, unless that was done already and they have not come. The device knows after <see cref="VirtualQueue.Publish"/>.</summary>
    public void Ask()
    {
        if (queue.InFlight == 0) _ = queue.TryAdd([], [new(address, (uint)bytes)], 0);
    }

    /// <summary>Takes what has come, and leaves nothing of it in the memory.</summary>
    /// <param name="into">What does not fit is lost.</param>
    /// <param name="count">How many bytes it is: not more than fit, and than the device says that it has written.</param>
    /// <returns><see cref="Taking.Broken"/>, and that it has written nothing, which it must not: it has to be begun anew.</returns>
    public Taking TryTake(Span<byte> into, out int count)
    {
        count = 0;
        Taking taking = queue.TryTake(out _, out uint written);
        if (taking != Taking.Taken) return taking;
        var came = new Span<byte>(memory, bytes);
        count = (int)Math.Min((uint)into.Length, written);
        came.Slice(0, count).CopyTo(into);
        came.Clear();
        return count == 0 && !into.IsEmpty ? Taking.Broken : Taking.Taken;
    }
}
