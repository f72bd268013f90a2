using System;

namespace Diesis.Manifests;

/// <summary>Names in manifests: small letters, digits and hyphens, filled up with zeros.</summary>
internal static class ManifestText
{
    public static ReadOnlySpan<byte> UpToZero(ReadOnlySpan<byte> room)
    {
        int length = room.IndexOf((byte)0);
        return length < 0 ? room : room.Slice(0, length);
    }

    public static bool IsName(ReadOnlySpan<byte> room)
    {
        ReadOnlySpan<byte> name = UpToZero(room);
        if (name.IsEmpty || room.Slice(name.Length).ContainsAnyExcept((byte)0)) return false;
        foreach (byte value in name)
            if (value is not (>= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'-')) return false;
        return true;
    }
}
