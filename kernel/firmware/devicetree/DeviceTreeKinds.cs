using System;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>A node's "compatible": the bindings it follows, most specific first, each ended by a zero byte.</summary>
internal readonly ref struct DeviceTreeKinds(ReadOnlySpan<byte> list)
{
    private readonly ReadOnlySpan<byte> _list = list;

    public bool Contain(ReadOnlySpan<byte> kind)
    {
        var rest = _list;
        while (!rest.IsEmpty)
        {
            int length = rest.IndexOf((byte)0);
            if (length < 0) length = rest.Length;
            if (rest.Slice(0, length).SequenceEqual(kind)) return true;
            rest = rest.Slice(Math.Min(length + 1, rest.Length));
        }
        return false;
    }
}
