using System.Runtime.InteropServices;
using Diesis.Boot.Uefi.Handover;

namespace Diesis.Boot.Uefi.AArch64;

public class A64GateTests
{
    private static int OffsetOf(string field) => (int)Marshal.OffsetOf<A64Gate>(field);

    /// <summary>Gate.S states the same numbers.</summary>
    [Fact]
    public void FieldsStandWhereTheAssemblyReadsThem()
    {
        string[] fields =
        [
            nameof(A64Gate.KernelStart), nameof(A64Gate.StackTop), nameof(A64Gate.LowerTables), nameof(A64Gate.UpperTables),
            nameof(A64Gate.MemoryAttributes), nameof(A64Gate.TranslationControl), nameof(A64Gate.SystemControl),
            nameof(A64Gate.AccessControl), nameof(A64Gate.MayStayAtEl2),
        ];
        for (int i = 0; i < fields.Length; i++) Assert.Equal(8 * i, OffsetOf(fields[i]));
    }

    [Fact]
    public void RegistersAreThoseOfTheProtocol()
    {
        A64Gate gate = A64Gate.For(new KernelEntry { Revision = 6 }, memoryModel: 0x6);
        Assert.Equal(0x30d0_199dUL, gate.SystemControl);
        Assert.Equal(0x5_b510_3510UL, gate.TranslationControl);
        Assert.Equal((0UL, 1UL), (gate.AccessControl, gate.MayStayAtEl2));

        gate = A64Gate.For(new KernelEntry { Revision = 5 }, memoryModel: 0x2);
        Assert.Equal(0x2_b510_3510UL, gate.TranslationControl);
        Assert.Equal((0x30_0000UL, 0UL), (gate.AccessControl, gate.MayStayAtEl2));
    }
}
