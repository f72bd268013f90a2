using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

public sealed class LinkerMessagesTests
{
    static string Explain(string output) => LinkerMessages.Explain(output, Repository.At("/home/me/diesis"));

    [Fact]
    public void AnAllocationIsToldWithFileAndLine() => Assert.Equal(
        "kernel/Log.cs:42 allocates an object, which the kernel cannot do (in Diesis.Kernel.Log.Write)",
        Explain("""
            ld.lld-19: error: undefined symbol: RhpNewFast
            >>> referenced by Log.cs:42 (/diesis/kernel/Log.cs:42)
            >>>               kernel.o:(Kernel_Diesis_Kernel_Log__Write)

            """));

    [Fact]
    public void EveryPlaceIsToldAndThoseLeftOutAreCounted()
    {
        var lines = Explain("""
            ld.lld-19: error: undefined symbol: RhpNewArrayFast
            >>> referenced by A.cs:1 (/diesis/kernel/A.cs:1)
            >>>               kernel.o:(Kernel_Diesis_Kernel_A__One)
            >>> referenced by B.cs:2 (/diesis/machine/B.cs:2)
            >>>               kernel.o:(Kernel_Diesis_Machines_B__Two)
            >>> referenced 5 more times

            ld.lld-19: error: undefined symbol: RhpThrowEx
            >>> referenced by kernel.o:(Kernel_Diesis_Kernel_C__Three)
            """).Split('\n');
        Assert.Equal(
        [
            "Diesis.Kernel.C.Three throws an exception, which the kernel cannot do",
            "and 5 more: allocates an array, which the kernel cannot do",
            "kernel/A.cs:1 allocates an array, which the kernel cannot do (in Diesis.Kernel.A.One)",
            "machine/B.cs:2 allocates an array, which the kernel cannot do (in Diesis.Machines.B.Two)",
        ], lines);
    }

    [Fact]
    public void AWordOfTheCoreLibraryIsReadOut() => Assert.Equal(
        "kernel/S.cs:7 needs what the kernel does without: lazy static constructor (in __GetNonGCStaticBase_Kernel_K_S)",
        Explain("""
            ld.lld-19: error: undefined symbol: diesis_error_lazy_static_constructor
            >>> referenced by S.cs:7 (/diesis/kernel/S.cs:7)
            >>>               kernel.o:(__GetNonGCStaticBase_Kernel_K_S)
            """));

    [Fact]
    public void OtherMessagesStayAsTheyAre() => Assert.Equal(
        """
        ld.lld-19: error: duplicate symbol: memset
        >>> defined at A.S:1 (machine/A.S:1)
        >>> defined at .build/b.o:(.text+0x0)
        """,
        Explain("""
            ld.lld-19: error: duplicate symbol: memset
            >>> defined at A.S:1 (/diesis/machine/A.S:1)
            >>> defined at /home/me/diesis/.build/b.o:(.text+0x0)
            """));
}
