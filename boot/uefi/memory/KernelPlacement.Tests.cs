using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Memory;

public class KernelPlacementTests
{
    [Fact]
    public void EveryPlaceIsInFreeMemoryAboveTheFirstMebibyte()
    {
        byte[] content = SampleEfiMap.Of(
            (EfiMemoryType.Conventional, 0, 0x102), (EfiMemoryType.LoaderData, 0x10_2000, 1),
            (EfiMemoryType.Conventional, 0x10_3000, 4), (EfiMemoryType.Conventional, 0x20_0000, 2));
        EfiMemoryMap map = new(content, SampleEfiMap.DescriptorSize);

        ulong count = KernelPlacement.CountPhysical(map, 0x1800);
        List<ulong> places = [];
        for (ulong place = 0; place < count; place++) places.Add(KernelPlacement.PhysicalAt(map, 0x1800, place).Value);

        Assert.Equal([0x10_0000UL, 0x10_3000UL, 0x10_4000UL, 0x10_5000UL, 0x20_0000UL], places);
        Assert.Equal(0UL, KernelPlacement.CountPhysical(map, 0x5000));
    }

    [Fact]
    public void VirtualPlacesLieInTheFirstGigabyteAndDiffer()
    {
        RandomSource random = new(1);
        HashSet<ulong> seen = [];
        for (int i = 0; i < 1000; i++)
        {
            VirtualAddress place = KernelPlacement.ChooseVirtual(ref random, 0x6_1000);
            Assert.True(place.IsAlignedTo(Page.Size));
            Assert.InRange(place.Value, LimineProtocol.LowestExecutableAddress,
                LimineProtocol.LowestExecutableAddress + Page.HugeSize - 0x6_1000);
            seen.Add(place.Value);
        }
        Assert.True(seen.Count > 990);
    }

    [Fact]
    public void TheDirectMapStaysClearOfTheKernel()
    {
        RandomSource random = new(2);
        for (int i = 0; i < 1000; i++)
        {
            PhysicalAddress end = new(random.Below(1UL << 46));
            if (!KernelPlacement.TryChooseDirectMap(ref random, end, out VirtualAddress start)) continue;
            Assert.True(start.IsAlignedTo(Page.HugeSize));
            Assert.InRange(start.Value, 0xffff_8000_0000_0000, 0xffff_c000_0000_0000);
            Assert.True((start + end.Value).Value <= 0xffff_c000_0000_0000);
        }
        Assert.False(KernelPlacement.TryChooseDirectMap(ref random, new(1UL << 47), out _));
    }
}
