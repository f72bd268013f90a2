using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Diesis.Boot.Limine;
using Diesis.Tests;

namespace Diesis.Boot.Uefi.Handover;

public class LimineRequestIndexTests
{
    private const int Place = 0x200;

    private static byte[] Image(LimineRequests requests)
    {
        byte[] image = new byte[0x2000];
        MemoryMarshal.Write(image.AsSpan(Place), in requests);
        return image;
    }

    private static string Refusal(byte[] image)
    {
        Assert.False(LimineRequestIndex.TryRead(image, out _, out Problem problem));
        return Encoding.ASCII.GetString(problem.Reason);
    }

    private static LimineRequestIndex Read(byte[] image)
    {
        bool isGood = LimineRequestIndex.TryRead(image, out LimineRequestIndex index, out Problem problem);
        Assert.Equal("", Encoding.ASCII.GetString(problem.Reason));
        Assert.True(isGood);
        return index;
    }

    [Fact]
    public void RequestsAreFoundAndAnsweredInPlace()
    {
        byte[] image = Image(LimineRequests.Unanswered);
        LimineRequestIndex index = Read(image);

        index.Find<LimineRequest<LimineHhdm>>(LimineFeature.Hhdm).Response = new(new(0x1234));
        index.AnswerRevision();

        LimineRequests answered = MemoryMarshal.Read<LimineRequests>(image.AsSpan(Place));
        Assert.Equal(0x1234UL, answered.Hhdm.Response.Address.Value);
        Assert.Equal(6UL, answered.LoadedRevision);
        Assert.Equal(0UL, answered.BaseRevision.Word2);
    }

    [Fact]
    public void AKernelOfTheFutureIsServedByTheNewestKnownRevision()
    {
        LimineRequests requests = LimineRequests.Unanswered;
        requests.BaseRevision.Word2 = 9;
        byte[] image = Image(requests);
        LimineRequestIndex index = Read(image);
        index.AnswerRevision();

        requests = MemoryMarshal.Read<LimineRequests>(image.AsSpan(Place));
        Assert.Equal((6UL, 9UL), (requests.BaseRevision.Word1, requests.BaseRevision.Word2));
    }

    [Fact]
    public void AnOldKernelIsRefused()
    {
        LimineRequests requests = LimineRequests.Unanswered;
        requests.BaseRevision.Word2 = 2;
        Assert.Contains("below 3", Refusal(Image(requests)));
    }

    [Fact]
    public void WhatIsNotAskedIsNotFound()
    {
        LimineRequests requests = LimineRequests.Unanswered;
        requests.Hhdm.Feature = default;
        Assert.True(Unsafe.IsNullRef(ref Read(Image(requests)).Find<LimineRequest<LimineHhdm>>(LimineFeature.Hhdm)));
    }

    [Fact]
    public void OnlyWhatIsBetweenTheMarkersCounts()
    {
        byte[] image = Image(LimineRequests.Unanswered);
        LimineRequest<LimineHhdm> stray = new(LimineFeature.Hhdm);
        MemoryMarshal.Write(image.AsSpan(0x100), in stray);
        MemoryMarshal.Write(image.AsSpan(0x1800), in stray);
        ref var found = ref Read(image).Find<LimineRequest<LimineHhdm>>(LimineFeature.Hhdm);
        ref LimineRequests all = ref MemoryMarshal.AsRef<LimineRequests>(image.AsSpan(Place));
        Assert.True(Unsafe.AreSame(ref all.Hhdm, ref found));
    }

    [Fact]
    public void WithoutMarkersTheWholeImageCounts()
    {
        LimineRequests requests = LimineRequests.Unanswered;
        requests.Start = default;
        requests.End = default;
        byte[] image = Image(requests);
        _ = Read(image);
        LimineRequest<LimineHhdm> second = new(LimineFeature.Hhdm);
        MemoryMarshal.Write(image.AsSpan(0x1800), in second);
        Assert.Contains("request twice", Refusal(image));
    }

    [Fact]
    public void AnImageWithoutTagOrWithTwoIsRefused()
    {
        LimineRequests requests = LimineRequests.Unanswered;
        requests.Hhdm.Feature = default;
        requests.Hhdm.Revision = 0;
        LimineRequests untagged = requests;
        untagged.BaseRevision = default;
        Assert.Contains("no base revision", Refusal(Image(untagged)));

        byte[] image = Image(requests);
        MemoryMarshal.Write(image.AsSpan(Place + (int)Marshal.OffsetOf<LimineRequests>(nameof(LimineRequests.Hhdm))), in requests.BaseRevision);
        Assert.Contains("twice", Refusal(image));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedImagesAreRefusedOrAnsweredWithinTheirBounds(int seed)
    {
        Fuzzing fuzzing = new(seed);
        byte[] good = Image(LimineRequests.Unanswered)[..0x800];
        for (int i = 0; i < 5_000; i++)
        {
            byte[] image = fuzzing.Mutate(good);
            if (!LimineRequestIndex.TryRead(image, out LimineRequestIndex index, out Problem problem))
            {
                Assert.False(problem.IsNone);
                continue;
            }
            ref var modules = ref index.Find<LimineRequest<LimineModules>>(LimineFeature.Modules);
            if (!Unsafe.IsNullRef(ref modules)) modules.Response = new(new(1));
            ref var paging = ref index.Find<LiminePagingModeRequest>(LimineFeature.PagingMode);
            if (!Unsafe.IsNullRef(ref paging)) _ = paging.Least;
            index.AnswerRevision();
        }
    }
}
