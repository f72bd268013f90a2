using System.Runtime.CompilerServices;
using Diesis.Contracts;
using Diesis.Tests.Contracts;

namespace Diesis.Tests.Services;

public sealed class GoldenTests
{
    /// <summary>After a change of a contract: <c>./diesis docs</c>.</summary>
    [Fact]
    public void WhatIsStoredIsWhatIsDeclared()
    {
        string folder = Path.Combine(Path.GetDirectoryName(Self())!, "../../sdk/contracts/goldens");
        Assert.Equal(ContractCatalog.All.Select(c => c.Name + ".txt").Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var (name, golden) in ContractCatalog.All) Assert.Equal(golden, File.ReadAllText(Path.Combine(folder, name + ".txt")));
    }

    private static string Self([CallerFilePath] string self = "") => self;

    [Fact]
    public void EachFactAboutACallIsALine() => Assert.StartsWith("""
        8 Nothing
        9 Add
            > w0 int 4 left
            > w1 int 4 right
            < w0 int 4 sum
        10 Negate
            > w0 long 8 number
            < w0 long 8
        """, SampleContract.Golden[(SampleContract.Golden.IndexOf('\n') + 1)..]);
}
