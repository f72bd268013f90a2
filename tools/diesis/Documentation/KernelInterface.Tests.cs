using Diesis.Tools.Host;

namespace Diesis.Tools.Documentation;

public sealed class KernelInterfaceTests
{
    private static readonly string Page = KernelInterface.Files[0].Text, Golden = KernelInterface.Files[1].Text;

    /// <summary>After a change of the interface: <c>./diesis docs</c>.</summary>
    [Fact]
    public void WhatIsStoredIsWhatIsDeclared() => Assert.Empty(KernelInterface.OutOfDate(Repository.OfThisTool()));

    [Fact]
    public void EveryErrorHasAReason()
    {
        Assert.Contains("- `Overlap`: something of the range is mapped already.\n", Page);
        Assert.Contains("- `BudgetExceeded`: The budget that this is charged to has too little left.\n- `TableFull`: ", Page);
        Assert.Contains("- `TimedOut`, `Cancelled`: the wait ended otherwise.", Page);
    }

    [Fact]
    public void TheGoldenSaysRegistersAndRights() => Assert.Contains("""
        43 Map
            a0 Handle AddressSpace +Map space
            a1 Handle MemoryObject +Read memory
            a2 Number at
        """, Golden);
}
