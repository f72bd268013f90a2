using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Boot.Limine;

/// <summary>The protocol's structures are C structures: sizes and places of fields are those of its text.</summary>
public class LimineProtocolTests
{
    [Fact]
    public void StructuresHaveTheProtocolsSizes()
    {
        Assert.Equal(48, Unsafe.SizeOf<LimineRequest<LimineHhdm>>());
        Assert.Equal(56, Unsafe.SizeOf<LimineStackSizeRequest>());
        Assert.Equal(72, Unsafe.SizeOf<LiminePagingModeRequest>());
        Assert.Equal(24, Unsafe.SizeOf<LimineMemoryMapEntry>());
        Assert.Equal(80, Unsafe.SizeOf<LimineFramebuffer>());
        Assert.Equal(112, Unsafe.SizeOf<LimineFile>());
        Assert.Equal(24, Unsafe.SizeOf<LimineExecutableAddress>());
    }

    [Fact]
    public void FieldsBehindSmallOnesStandWhereTheProtocolHasThem()
    {
        LimineFramebuffer framebuffer = new() { Model = LiminePixelModel.Rgb, BlueShift = 7, EdidSize = 9 };
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<LimineFramebuffer>(in framebuffer));
        Assert.Equal([1, 7, 9], new[] { bytes[34], bytes[40], bytes[48] });

        LimineFile file = new() { MediaType = LimineMediaType.Tftp, MbrDiskId = 5, GptDisk = new() { A = 6 }, FileSystem = new() { D = 8 } };
        bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<LimineFile>(in file));
        Assert.Equal([2, 5, 6, 8], new[] { bytes[40], bytes[60], bytes[64], bytes[104] });
    }

    [Fact]
    public void RequestsStandBetweenTheirMarkersOnEightByteBoundaries()
    {
        LimineRequests requests = LimineRequests.Unanswered;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<LimineRequests, ulong>(new ReadOnlySpan<LimineRequests>(in requests));

        Assert.Equal(LimineProtocol.StartMarker0, words[0]);
        Assert.Equal(LimineProtocol.EndMarker1, words[^1]);
        Assert.Equal(1, words.ToArray().Count(word => word == LimineProtocol.BaseRevision0));
        Assert.Equal(15, words.ToArray().Count(word => word == LimineProtocol.Feature0));
    }

    [Theory]
    [InlineData(0UL, 6UL, 6UL)]
    [InlineData(6UL, 3UL, 3UL)]
    [InlineData(6UL, LimineProtocol.BaseRevision1, 2UL)]
    public void TheTagTellsByWhichRevisionTheKernelWasLoaded(ulong third, ulong second, ulong loaded)
        => Assert.Equal(loaded, new LimineBaseRevision { Word1 = second, Word2 = third }.Loaded(6));
}
