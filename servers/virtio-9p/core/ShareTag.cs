using System;
using System.Text;
using Diesis.Devices;
using Diesis.Devices.Virtio;

namespace Diesis.Virtio9p;

/// <summary>By what name a device's folder is known: linux/virtio_9p.h, <c>struct virtio_9p_config</c>: a length of two bytes, and so many bytes.</summary>
public static class ShareTag
{
    /// <summary>It has a name (<c>VIRTIO_9P_MOUNT_TAG</c>).</summary>
    public const ulong Feature = 1 << 0;

    /// <summary>As long as sources of file systems are.</summary>
    private const int MostBytes = 128;

    private const int TextAt = sizeof(ushort);

    /// <returns>False: there is none, it is too long, does not lie in the registers, or is no text.</returns>
    public static bool TryRead<TRegisters>(VirtioDevice<TRegisters> device, out string tag) where TRegisters : IRegisterBlock
    {
        tag = "";
        TRegisters registers = device.Device;
        if (registers.Bytes < TextAt) return false;
        int length = registers.Read16(0);
        if (length is 0 or > MostBytes || length > registers.Bytes - TextAt) return false;
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++)
        {
            text[i] = registers.Read8(TextAt + i);
            // A word, as it stands in a table of what is mounted.
            if (text[i] is <= (byte)' ' or >= 0x7F) return false;
        }
        tag = Encoding.UTF8.GetString(text);
        return true;
    }
}
