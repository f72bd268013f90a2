using System.Linq;
using Diesis.Abi;
using Diesis.Machines;
using Diesis.Machines.AArch64;
using Xunit;

namespace Diesis.Tests.Machines.AArch64;

public class A64PageTableFormatTests
{
    private static readonly PhysicalAddress Target = new(0x0000_1234_4000_0000);

    public static TheoryData<Protection, CachePolicy, Audience, int> EveryLeaf()
    {
        var data = new TheoryData<Protection, CachePolicy, Audience, int>();
        foreach (var protection in System.Enum.GetValues<Protection>())
            foreach (var cache in System.Enum.GetValues<CachePolicy>())
                foreach (var audience in System.Enum.GetValues<Audience>())
                    foreach (int level in Enumerable.Range(0, 3))
                        data.Add(protection, cache, audience, level);
        return data;
    }

    [Theory, MemberData(nameof(EveryLeaf))]
    public void ALeafTellsWhatItWasMadeOf(Protection protection, CachePolicy cache, Audience audience, int level)
    {
        ulong leaf = A64PageTableFormat.MakeLeaf(Target, level, new MappingAttributes(protection, cache, audience));

        Assert.True(A64PageTableFormat.IsPresent(leaf));
        Assert.True(A64PageTableFormat.IsLeaf(leaf, level));
        Assert.Equal(Target, A64PageTableFormat.Target(leaf, level));
        var attributes = A64PageTableFormat.Attributes(leaf, level);
        Assert.Equal(protection, attributes.Protection);
        Assert.Equal(cache, attributes.Cache);
        Assert.Equal(audience, attributes.Audience);
    }

    [Theory, MemberData(nameof(EveryLeaf))]
    public void NoLeafIsWritableAndExecutableNorExecutedByTheOtherSide(
        Protection protection, CachePolicy cache, Audience audience, int level)
    {
        const ulong readOnly = 1UL << 7, kernelNever = 1UL << 53, userNever = 1UL << 54;
        ulong leaf = A64PageTableFormat.MakeLeaf(Target, level, new MappingAttributes(protection, cache, audience));

        if ((leaf & readOnly) == 0) Assert.Equal(kernelNever | userNever, leaf & (kernelNever | userNever));
        ulong other = audience == Audience.User ? kernelNever : userNever;
        Assert.Equal(other, leaf & other);
    }

    [Theory]
    [InlineData(Audience.Kernel)]
    [InlineData(Audience.User)]
    public void ATableIsNoLeafAboveTheLastLevel(Audience audience)
    {
        ulong table = A64PageTableFormat.MakeTable(Target, audience);

        Assert.True(A64PageTableFormat.IsPresent(table));
        Assert.Equal(Target, A64PageTableFormat.Target(table, 3));
        foreach (int level in Enumerable.Range(1, 3)) Assert.False(A64PageTableFormat.IsLeaf(table, level));
    }

    [Fact]
    public void ZeroMapsNothing() => Assert.False(A64PageTableFormat.IsPresent(0));

    /// <summary>A page, a block and a table as the manual's figures give them (D8.3.1, D8.3.2).</summary>
    [Fact]
    public void DescriptorsAreThoseOfTheManual()
    {
        var code = new MappingAttributes(Protection.ReadExecute, CachePolicy.WriteBack, Audience.Kernel);
        var registers = new MappingAttributes(Protection.ReadWrite, CachePolicy.Device, Audience.Kernel);
        var userData = new MappingAttributes(Protection.ReadWrite, CachePolicy.WriteBack, Audience.User);

        Assert.Equal(0x0040_0000_4000_0783UL, A64PageTableFormat.MakeLeaf(new(0x4000_0000), 0, code));
        Assert.Equal(0x0060_0000_0900_0409UL, A64PageTableFormat.MakeLeaf(new(0x0900_0000), 1, registers));
        Assert.Equal(0x0060_0000_4020_0F41UL, A64PageTableFormat.MakeLeaf(new(0x4020_0000), 1, userData));
        Assert.Equal(0x3000_0000_4000_1003UL, A64PageTableFormat.MakeTable(new(0x4000_1000), Audience.Kernel));
        Assert.Equal(0x0800_0000_4000_1003UL, A64PageTableFormat.MakeTable(new(0x4000_1000), Audience.User));
    }
}
