using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Diesis.Manifests;

/// <summary>Writes the system's manifest as it lies in the archive.</summary>
public static class SystemManifestWriter
{
    /// <exception cref="ArgumentException">It has something that none may have.</exception>
    public static byte[] Write(SystemManifest manifest)
    {
        byte[] bytes = new byte[SystemManifestFormat.HeaderBytes + manifest.Services.Count * SystemManifestFormat.ServiceBytes];
        Span<byte> all = bytes;
        BinaryPrimitives.WriteUInt32LittleEndian(all, SystemManifestFormat.Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(all.Slice(SystemManifestFormat.VersionAt), SystemManifestFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(all.Slice(SystemManifestFormat.CountAt), (ushort)manifest.Services.Count);
        for (int i = 0; i < manifest.Services.Count; i++)
            Write(manifest.Services[i], all.Slice(SystemManifestFormat.HeaderBytes + i * SystemManifestFormat.ServiceBytes, SystemManifestFormat.ServiceBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(all.Slice(SystemManifestFormat.CheckSumAt), Crc32.HashToUInt32(all.Slice(SystemManifestFormat.CheckedAt)));
        return SystemManifestView.TryRead(bytes, out _) ? bytes
            : throw new ArgumentException("the system's manifest is refused: too many services, one that is there twice, or a name that is none");
    }

    private static void Write(SystemService service, Span<byte> bytes)
    {
        if (service.Program.Length > SystemManifestFormat.NameLength) throw new ArgumentException($"'{service.Program}' is too long a name");
        _ = Encoding.UTF8.GetBytes(service.Program, bytes.Slice(0, SystemManifestFormat.NameLength));
        bytes[SystemManifestFormat.StartAt] = (byte)service.Start;
        bytes[SystemManifestFormat.CoreAt] = service.Core ?? SystemManifestFormat.AnyCore;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.Slice(SystemManifestFormat.StopAt), service.StopMs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(SystemManifestFormat.LineAt), (uint)service.Line);
        bytes[SystemManifestFormat.FlagsAt] = (byte)((service.IsTrusted ? SystemManifestFormat.Trusted : 0) | (service.IsEssential ? SystemManifestFormat.Essential : 0)
            | (service.Restart != null ? SystemManifestFormat.Restarted : 0));
        if (service.Restart is not { } restart) return;
        bytes[SystemManifestFormat.WhenAt] = (byte)restart.When;
        bytes[SystemManifestFormat.MostAt] = restart.Most;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(SystemManifestFormat.WindowAt), restart.WindowMs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(SystemManifestFormat.FirstWaitAt), restart.FirstWaitMs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.Slice(SystemManifestFormat.LongestWaitAt), restart.LongestWaitMs);
    }
}
