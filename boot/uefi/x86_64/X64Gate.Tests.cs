using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Boot.Uefi.Handover;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.X86_64;

public class X64GateTests
{
    private static int OffsetOf(string field) => (int)Marshal.OffsetOf<X64Gate>(field);

    /// <summary>Gate.S states the same numbers.</summary>
    [Fact]
    public void FieldsStandWhereTheAssemblyReadsThem()
    {
        Assert.Equal(0, OffsetOf(nameof(X64Gate.Root)));
        Assert.Equal(8, OffsetOf(nameof(X64Gate.KernelStart)));
        Assert.Equal(16, OffsetOf(nameof(X64Gate.StackTop)));
        Assert.Equal(24, OffsetOf(nameof(X64Gate.Descriptors)));
        Assert.Equal(96, OffsetOf(nameof(X64Gate.DescriptorsHere)));
        Assert.Equal(112, OffsetOf(nameof(X64Gate.DescriptorsThere)));
        Assert.Equal(128, OffsetOf(nameof(X64Gate.NoInterrupts)));
        Assert.Equal(2, (int)Marshal.OffsetOf<X64DescriptorRegister>(nameof(X64DescriptorRegister.Start)));
        Assert.True(X64Gate.Offset + Unsafe.SizeOf<X64Gate>() <= (int)Page.Size);
    }

    [Fact]
    public void DescriptorsAreFoundThroughBothMappings()
    {
        X64Gate gate =
            X64Gate.For(new KernelEntry { Gate = new(0x7000), GateInDirectMap = new(0xffff_8000_0000_7000) });
        Assert.Equal(0x7818UL, gate.DescriptorsHere.Start);
        Assert.Equal(0xffff_8000_0000_7818, gate.DescriptorsThere.Start);
        Assert.Equal(71, gate.DescriptorsHere.Limit);
    }

    [Theory]
    [InlineData(0, 0x88UL)]
    [InlineData(1, 0x1008UL)]
    public void FramebuffersAreMappedThroughTheProtocolsWriteCombiningEntry(int level, ulong expected)
    {
        MappingAttributes screen = new(Protection.ReadWrite, CachePolicy.WriteCombining, Audience.Kernel);
        ulong leaf = X64HandoverFormat.MakeLeaf(new(0xc000_0000), level, screen);
        Assert.Equal(expected, leaf & 0x1018UL | (level == 0 ? leaf & 0x80 : 0));
        Assert.Equal(new PhysicalAddress(0xc000_0000), X64HandoverFormat.Target(leaf, level));
        Assert.Equal(CachePolicy.WriteCombining, X64HandoverFormat.Attributes(leaf, level).Cache);
    }
}
