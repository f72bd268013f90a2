using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Memory;

public class EfiMemoryMapTests
{
    private static EfiMemoryMap Map(byte[] content) => new(content, SampleEfiMap.DescriptorSize);

    private static (ulong, ulong, LimineMemoryKind)[] Convert(byte[] content, ulong revision)
    {
        MemoryMapPainter map = new(new LimineMemoryMapEntry[64]);
        Map(content).PaintInto(ref map, revision);
        return [.. map.Entries.ToArray().Select(entry => (entry.Base.Value, entry.Length, entry.Kind))];
    }

    [Fact]
    public void TypesBecomeKindsAndNeighboursOneRange() => Assert.Equal(
        [
            (0UL, 0x1000UL, LimineMemoryKind.BootloaderReclaimable),
            (0x1000UL, 0x9_f000UL, LimineMemoryKind.Usable),
            (0x10_0000UL, 0x100_0000UL, LimineMemoryKind.Usable),
            (0x110_0000UL, 0x8000UL, LimineMemoryKind.AcpiNvs),
            (0x110_8000UL, 0x3_8000UL, LimineMemoryKind.BootloaderReclaimable),
            (0x114_0000UL, 0x600_0000UL, LimineMemoryKind.Usable),
            (0x714_0000UL, 0x4_0000UL, LimineMemoryKind.ReservedMapped),
            (0x718_0000UL, 0x8_0000UL, LimineMemoryKind.AcpiReclaimable),
            (0x720_0000UL, 0x8_0000UL, LimineMemoryKind.Reserved),
            (0xfee0_0000UL, 0x1000UL, LimineMemoryKind.Reserved),
        ], Convert(SampleEfiMap.Small, 6));

    [Fact]
    public void BeforeRevision5TheFirmwaresOwnMemoryIsReserved() => Assert.Equal(
        LimineMemoryKind.Reserved, Convert(SampleEfiMap.Of((EfiMemoryType.RuntimeServicesCode, 0x1000, 1)), 4)[0].Item3);

    [Fact]
    public void WhereDescriptorsContradictTheStricterWins() => Assert.Equal(
        [
            (0x1000UL, 0x1000UL, LimineMemoryKind.Usable),
            (0x2000UL, 0x1000UL, LimineMemoryKind.Reserved),
            (0x3000UL, 0x1000UL, LimineMemoryKind.Usable),
        ], Convert(SampleEfiMap.Of((EfiMemoryType.Reserved, 0x2000, 1), (EfiMemoryType.Conventional, 0x1000, 3)), 6));

    [Theory]
    [InlineData(0x1000UL, ulong.MaxValue)]
    [InlineData(0x1000UL, 1UL << 40)]
    [InlineData(0x1001UL, 1UL)]
    [InlineData(1UL << 52, 1UL)]
    public void DescriptorsThatCannotBeAreLeftOut(ulong start, ulong pages)
        => Assert.Empty(Convert(SampleEfiMap.Of((EfiMemoryType.Conventional, start, pages)), 6));

    [Fact]
    public void DescriptorsTooShortToReadAreNone() => Assert.Equal(0, new EfiMemoryMap(new byte[400], 39).Count);

    [Fact]
    public void TheEndOfMemoryIsThatOfTheHighestMappedRange()
        => Assert.Equal(0x720_0000UL, Map(SampleEfiMap.Small).EndOfMappedMemory(6).Value);

    [Theory]
    [InlineData(0x718_0000UL, 0x8_0000UL, true)]
    [InlineData(0x718_0000UL, 0x8_0001UL, false)]
    [InlineData(0x718_0000UL, ulong.MaxValue, false)]
    [InlineData(0xfee0_0000UL, 4UL, false)]
    [InlineData(0x800_0000UL, 1UL, false)]
    public void OnlyToldMemoryIsCovered(ulong start, ulong length, bool isCovered)
        => Assert.Equal(isCovered, Map(SampleEfiMap.Small).Covers(new(start), length));
}
