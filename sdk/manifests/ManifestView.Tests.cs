using System.Buffers.Binary;
using Diesis.Tests;

namespace Diesis.Manifests;

public sealed class ManifestViewTests
{
    private const ulong First = 0x1234_5678_9ABC_DEF0, Second = 77;

    private static readonly Manifest Sample = new()
    {
        Name = "sample-7",
        Offers = [Offer.Of(First)],
        Wants = [Want.Of(Second, line: 12), Want.Optional(First, line: 13)],
        Permissions = [Permission.WriteKernelLog, Permission.Devices],
        BudgetBytes = 3 << 20,
        Priority = 40,
        StackPages = 17,
        Cores = 3,
        Restart = RestartPolicy.OnFailure(stateBytes: 4096),
    };

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        Assert.True(ManifestView.TryRead(ManifestWriter.Write(Sample), out ManifestView view));
        Assert.Equal("sample-7"u8, view.Name);
        Assert.Equal(1, view.OfferCount);
        Assert.Equal(Offer.Of(First), view.Offer(0));
        Assert.Equal(2, view.WantCount);
        Assert.Equal(new WantedContract(Offer.Of(Second), WantOptions.None, 12), view.Want(0));
        Assert.Equal(new WantedContract(Offer.Of(First), WantOptions.Optional, 13), view.Want(1));
        Assert.True(view.Permissions.Has(Permission.Devices) && view.Permissions.Has(Permission.WriteKernelLog));
        Assert.False(view.Permissions.Has(Permission.PowerOff));
        Assert.Equal(3UL << 20, view.BudgetBytes);
        Assert.Equal(40u, view.Priority);
        Assert.Equal(17, view.StackPages);
        Assert.Equal(3, view.Cores);
        Assert.Equal(Sample.Restart, view.Restart);
    }

    [Fact]
    public void TheFileAndTheLineWhereItStandsAreKnown()
    {
        Assert.EndsWith("ManifestView.Tests.cs", Sample.Source);
        Assert.NotEqual(0u, Want.Of(First).Line);
    }

    public static TheoryData<Manifest> Impossible => new(
        Sample with { Name = "" },
        Sample with { Name = "Capital" },
        Sample with { Name = "../up" },
        Sample with { Name = new string('a', 33) },
        Sample with { Offers = [Offer.Of(First), Offer.Of(First)] },
        Sample with { Offers = [default] },
        Sample with { Wants = [Want.Of(First), Want.Optional(First)] },
        Sample with { Wants = [.. Enumerable.Range(1, 33).Select(i => new WantedContract(new((ulong)i), 0, 0))] },
        Sample with { BudgetBytes = 4096 },
        Sample with { Priority = 64 },
        Sample with { StackPages = 0 },
        Sample with { Cores = 0 },
        Sample with { Cores = 17 },
        Sample with { Permissions = [Permission.AllCores] },
        Sample with { Restart = Sample.Restart with { Most = 0 } },
        Sample with { Restart = Sample.Restart with { FirstWaitMs = 5000 } },
        Sample with { Restart = Sample.Restart with { StateBytes = 2 << 20 } });

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void ImpossibleOnesAreNotWritten(Manifest manifest) => Assert.Throws<ArgumentException>(() => ManifestWriter.Write(manifest));

    [Fact]
    public void EveryCutOffOneIsRefused()
    {
        byte[] whole = ManifestWriter.Write(Sample);
        for (int length = 0; length < whole.Length; length++) Assert.False(ManifestView.TryRead(whole.AsSpan(0, length), out _));
        Assert.False(ManifestView.TryRead([.. whole, 0], out _));
    }

    [Fact]
    public void AnyChangedByteIsNoticed()
    {
        byte[] bytes = ManifestWriter.Write(Sample);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x41;
            Assert.False(ManifestView.TryRead(bytes, out _), $"byte {i}");
            bytes[i] ^= 0x41;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedOnesWithTheRightCheckSumAreReadWithinTheirBoundsOrRefused(int seed)
    {
        Fuzzing fuzzing = new(seed);
        int read = 0;
        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = fuzzing.Mutate(ManifestWriter.Write(Sample));
            if (bytes.Length >= ManifestFormat.HeaderBytes)
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ManifestFormat.CheckSumAt),
                    System.IO.Hashing.Crc32.HashToUInt32(bytes.AsSpan(ManifestFormat.CheckedAt)));
            if (!ManifestView.TryRead(bytes, out ManifestView view)) continue;
            read++;
            Assert.InRange(view.Name.Length, 1, ManifestFormat.NameLength);
            for (int offer = 0; offer < view.OfferCount; offer++) Assert.True(view.Offers(view.Offer(offer)));
            for (int want = 0; want < view.WantCount; want++) Assert.True(view.Wants(view.Want(want).Contract, out int found) && found == want);
            Assert.InRange(view.Priority, 0u, 63u);
        }
        Assert.NotEqual(0, read);
    }
}
