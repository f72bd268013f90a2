using System;

namespace Diesis.Drivers.Serial;

/// <summary>A device that sends bytes one after the other, and has bytes come.</summary>
internal interface ISerialDevice
{
    /// <summary>What has come. None that comes from now on is missed: the interrupt is awaited anew before it is looked.</summary>
    /// <returns>How many bytes.</returns>
    int Read(Span<byte> into);

    /// <summary>Sends as much as the device takes now.</summary>
    /// <returns>How many bytes.</returns>
    int Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until the device may take more, or something has come; for some milliseconds.</summary>
    void AwaitChange();
}
