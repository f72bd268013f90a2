using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Diesis.Manifests;

/// <summary>Writes manifests as they lie in programs' files.</summary>
public static class ManifestWriter
{
    /// <exception cref="ArgumentException">It has something that no manifest may have.</exception>
    public static byte[] Write(Manifest manifest)
    {
        byte[] bytes = new byte[ManifestFormat.HeaderBytes + manifest.Offers.Count * ManifestFormat.OfferBytes + manifest.Wants.Count * ManifestFormat.WantBytes];
        if (manifest.Name.Length > ManifestFormat.NameLength || manifest.Offers.Count > ManifestFormat.MostOffers || manifest.Wants.Count > ManifestFormat.MostWants)
            throw Refuse(manifest, "its name is too long, or it has too many offers or wants");
        Span<byte> all = bytes;
        WriteHeader(all, manifest);
        int at = ManifestFormat.HeaderBytes;
        foreach (ContractId offer in manifest.Offers)
        {
            Put(all, at, offer.Value);
            at += ManifestFormat.OfferBytes;
        }
        foreach (WantedContract want in manifest.Wants)
        {
            Put(all, at, want.Contract.Value);
            Put(all, at + 8, (uint)want.Options);
            Put(all, at + 12, want.Line);
            at += ManifestFormat.WantBytes;
        }
        Put(all, ManifestFormat.CheckSumAt, Crc32.HashToUInt32(all.Slice(ManifestFormat.CheckedAt)));
        return ManifestView.TryRead(bytes, out _) ? bytes : throw Refuse(manifest, "a name, a number or a contract in it is none that may be there");
    }

    private static void WriteHeader(Span<byte> all, Manifest manifest)
    {
        Put(all, ManifestFormat.MagicAt, ManifestFormat.Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(all.Slice(ManifestFormat.VersionAt), ManifestFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(all.Slice(ManifestFormat.SizeAt), (ushort)all.Length);
        _ = Encoding.UTF8.GetBytes(manifest.Name, all.Slice(ManifestFormat.NameAt, ManifestFormat.NameLength));
        Put(all, ManifestFormat.BudgetAt, manifest.BudgetBytes);
        var permissions = new PermissionSet();
        foreach (Permission permission in manifest.Permissions) permissions = permissions.With(permission);
        Put(all, ManifestFormat.PermissionsAt, permissions.Bits);
        Put(all, ManifestFormat.PriorityAt, manifest.Priority);
        all[ManifestFormat.WhenAt] = (byte)manifest.Restart.When;
        all[ManifestFormat.MostAt] = manifest.Restart.Most;
        Put(all, ManifestFormat.WindowAt, manifest.Restart.WindowMs);
        Put(all, ManifestFormat.FirstWaitAt, manifest.Restart.FirstWaitMs);
        Put(all, ManifestFormat.LongestWaitAt, manifest.Restart.LongestWaitMs);
        Put(all, ManifestFormat.StateBytesAt, manifest.Restart.StateBytes);
        all[ManifestFormat.StackPagesAt] = manifest.StackPages;
        all[ManifestFormat.OffersAt] = (byte)manifest.Offers.Count;
        all[ManifestFormat.WantsAt] = (byte)manifest.Wants.Count;
        all[ManifestFormat.CoresAt] = manifest.Cores;
    }

    private static ArgumentException Refuse(Manifest manifest, string why) => new($"the manifest of '{manifest.Name}' is refused: {why}");

    private static void Put(Span<byte> all, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(all.Slice(at), value);
    private static void Put(Span<byte> all, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(all.Slice(at), value);
}
