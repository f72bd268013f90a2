using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Hashing;

namespace Diesis.Manifests;

/// <summary>The system's manifest, checked from end to end.</summary>
public readonly ref struct SystemManifestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    private SystemManifestView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public int Count => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(SystemManifestFormat.CountAt));

    public SystemServiceView this[int index]
    {
        get
        {
            Debug.Assert((uint)index < (uint)Count, "there is no such service");
            return new(_bytes.Slice(SystemManifestFormat.HeaderBytes + index * SystemManifestFormat.ServiceBytes, SystemManifestFormat.ServiceBytes));
        }
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out SystemManifestView manifest)
    {
        manifest = default;
        if (bytes.Length < SystemManifestFormat.HeaderBytes) return false;
        var view = new SystemManifestView(bytes);
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != SystemManifestFormat.Magic
            || BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(SystemManifestFormat.VersionAt)) != SystemManifestFormat.Version
            || view.Count > SystemManifestFormat.MostServices
            || bytes.Length != SystemManifestFormat.HeaderBytes + view.Count * SystemManifestFormat.ServiceBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(SystemManifestFormat.CheckSumAt)) != Crc32.HashToUInt32(bytes.Slice(SystemManifestFormat.CheckedAt)))
            return false;
        for (int i = 0; i < view.Count; i++)
        {
            if (!view[i].IsSound) return false;
            for (int before = 0; before < i; before++)
                if (view[before].Name.SequenceEqual(view[i].Name)) return false;
        }
        manifest = view;
        return true;
    }
}

/// <summary>A program as part of a system, as it lies in the system's manifest.</summary>
public readonly ref struct SystemServiceView(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public ReadOnlySpan<byte> Name => ManifestText.UpToZero(_bytes.Slice(0, SystemManifestFormat.NameLength));
    public StartWhen Start => (StartWhen)_bytes[SystemManifestFormat.StartAt];
    public bool HasCore => _bytes[SystemManifestFormat.CoreAt] != SystemManifestFormat.AnyCore;
    public byte Core => _bytes[SystemManifestFormat.CoreAt];
    public ushort StopMs => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(SystemManifestFormat.StopAt));
    public uint Line => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(SystemManifestFormat.LineAt));
    public bool IsTrusted => (_bytes[SystemManifestFormat.FlagsAt] & SystemManifestFormat.Trusted) != 0;

    public bool IsEssential => (_bytes[SystemManifestFormat.FlagsAt] & SystemManifestFormat.Essential) != 0;

    /// <summary>The system decides how it is restarted, and not its own manifest.</summary>
    public bool HasRestart => (_bytes[SystemManifestFormat.FlagsAt] & SystemManifestFormat.Restarted) != 0;

    /// <summary>How, apart from the state that instances hand on.</summary>
    public RestartPolicy Restart => new()
    {
        When = (RestartWhen)_bytes[SystemManifestFormat.WhenAt],
        Most = _bytes[SystemManifestFormat.MostAt],
        WindowMs = Half(SystemManifestFormat.WindowAt),
        FirstWaitMs = Half(SystemManifestFormat.FirstWaitAt),
        LongestWaitMs = Half(SystemManifestFormat.LongestWaitAt),
    };

    private uint Half(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(at));

    internal bool IsSound => ManifestText.IsName(_bytes.Slice(0, SystemManifestFormat.NameLength)) && Start <= StartWhen.AtBoot
        && (_bytes[SystemManifestFormat.FlagsAt] & ~SystemManifestFormat.KnownFlags) == 0 && (!HasRestart || ManifestFormat.IsSound(Restart));
}
