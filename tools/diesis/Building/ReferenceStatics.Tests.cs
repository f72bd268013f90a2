namespace Diesis.Tools.Building;

public sealed class ReferenceStaticsTests
{
    [Fact]
    public void EachTypeIsNamedOnce() => Assert.Equal(
        """
        [Kernel_A_Cache] has a mutable static field that holds a reference: without a heap it has no place
        [Kernel_B_Names_1<Int32>] has a mutable static field that holds a reference: without a heap it has no place
        """,
        ReferenceStatics.Explain("""
            __GCStaticEEType_000
            __GCSTATICSKernel_B_Names_1<Int32>
            __GCSTATICSKernel_A_Cache
            __GCSTATICSKernel_A_Cache__PreInitData
            __NONGCSTATICSKernel_A_Cache
            """, type => $"[{type}]"));

    [Fact]
    public void OtherStaticsAreNoneOfThese() => Assert.Null(ReferenceStatics.Explain("""
        __GCStaticEEType_000
        __NONGCSTATICSKernel_Diesis_Machines_Native_KernelEntry
        Kernel_A__Use
        """, type => type));
}
