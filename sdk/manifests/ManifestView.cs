using System;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Hashing;

namespace Diesis.Manifests;

/// <summary>
/// A program's manifest that was checked from end to end: every number in it is one that may be used as it is. It is only a claim all the same:
/// what a program says it wants is not what it gets.
/// </summary>
public readonly ref struct ManifestView
{
    private readonly ReadOnlySpan<byte> _bytes;

    private ManifestView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public bool IsNone => _bytes.IsEmpty;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out ManifestView manifest)
    {
        manifest = default;
        if (bytes.Length is < ManifestFormat.HeaderBytes or > ManifestFormat.MostBytes) return false;
        var view = new ManifestView(bytes);
        if (!view.HasGoodHeader() || !view.HasGoodNumbers() || !view.HasGoodContracts()) return false;
        manifest = view;
        return true;
    }

    public ReadOnlySpan<byte> Name => ManifestText.UpToZero(_bytes.Slice(ManifestFormat.NameAt, ManifestFormat.NameLength));

    public ulong BudgetBytes => Word(ManifestFormat.BudgetAt);
    public PermissionSet Permissions => new(Word(ManifestFormat.PermissionsAt));
    public uint Priority => Half(ManifestFormat.PriorityAt);
    public byte StackPages => _bytes[ManifestFormat.StackPagesAt];
    public byte Cores => _bytes[ManifestFormat.CoresAt];

    public RestartPolicy Restart => new()
    {
        When = (RestartWhen)_bytes[ManifestFormat.WhenAt],
        Most = _bytes[ManifestFormat.MostAt],
        WindowMs = Half(ManifestFormat.WindowAt),
        FirstWaitMs = Half(ManifestFormat.FirstWaitAt),
        LongestWaitMs = Half(ManifestFormat.LongestWaitAt),
        StateBytes = Half(ManifestFormat.StateBytesAt),
    };

    public int OfferCount => _bytes[ManifestFormat.OffersAt];
    public int WantCount => _bytes[ManifestFormat.WantsAt];

    public ContractId Offer(int index)
    {
        Debug.Assert((uint)index < (uint)OfferCount, "there is no such offer");
        return new(Word(ManifestFormat.HeaderBytes + index * ManifestFormat.OfferBytes));
    }

    public WantedContract Want(int index)
    {
        Debug.Assert((uint)index < (uint)WantCount, "there is no such want");
        int at = ManifestFormat.HeaderBytes + OfferCount * ManifestFormat.OfferBytes + index * ManifestFormat.WantBytes;
        return new(new ContractId(Word(at)), (WantOptions)Half(at + 8), Half(at + 12));
    }

    public bool Offers(ContractId contract)
    {
        for (int i = 0; i < OfferCount; i++)
            if (Offer(i) == contract) return true;
        return false;
    }

    public bool Wants(ContractId contract, out int index)
    {
        for (index = 0; index < WantCount; index++)
            if (Want(index).Contract == contract) return true;
        return false;
    }

    private bool HasGoodHeader()
        => Half(ManifestFormat.MagicAt) == ManifestFormat.Magic
            && BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(ManifestFormat.VersionAt)) == ManifestFormat.Version
            && BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(ManifestFormat.SizeAt)) == _bytes.Length
            && Half(ManifestFormat.CheckSumAt) == Crc32.HashToUInt32(_bytes.Slice(ManifestFormat.CheckedAt))
            && _bytes.Length == ManifestFormat.HeaderBytes + OfferCount * ManifestFormat.OfferBytes + WantCount * ManifestFormat.WantBytes
            && ManifestText.IsName(_bytes.Slice(ManifestFormat.NameAt, ManifestFormat.NameLength));

    private bool HasGoodNumbers()
    {
        return BudgetBytes is >= ManifestFormat.LeastBudget and <= ManifestFormat.MostBudget
            && (Permissions.Bits & ~PermissionSet.Known) == 0
            && Priority <= ManifestFormat.HighestPriority
            && StackPages != 0
            && Cores is not 0 and <= ManifestFormat.MostCores
            && (Cores == 1 || !Permissions.Has(Permission.AllCores))
            && ManifestFormat.IsSound(Restart);
    }

    /// <summary>No contract is none, and none stands there twice.</summary>
    private bool HasGoodContracts()
    {
        if (OfferCount > ManifestFormat.MostOffers || WantCount > ManifestFormat.MostWants) return false;
        for (int i = 0; i < OfferCount; i++)
        {
            if (Offer(i).IsNone) return false;
            for (int before = 0; before < i; before++)
                if (Offer(before) == Offer(i)) return false;
        }
        for (int i = 0; i < WantCount; i++)
        {
            WantedContract want = Want(i);
            if (want.Contract.IsNone || (want.Options & ~WantOptions.Optional) != 0) return false;
            if (Wants(want.Contract, out int first) && first != i) return false;
        }
        return true;
    }

    private ulong Word(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(at));
    private uint Half(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Slice(at));
}
