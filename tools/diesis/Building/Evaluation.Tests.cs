namespace Diesis.Tools.Building;

public sealed class EvaluationTests
{
    static readonly Evaluation Parsed = Evaluation.Parse(
        ["NuGetPackageRoot=/p/", "RoslynTargetsPath=/sdk/Roslyn", "IlcVersion=1.2.3", "HasHeap=true", "OutputType=Library",
            "/unsafe+", "/out:/elsewhere/Kernel.dll", "/analyzer:/a/A.dll", "/analyzerconfig:\"/a b/x.config\"", "/r/kernel/A.cs"], "/b/Kernel.dll");

    [Fact]
    public void TheOutputIsOurs() => Assert.Equal("/b/Kernel.dll", Parsed.Assembly);

    [Fact]
    public void EverythingReadIsAnInput() =>
        Assert.Equal(["/r/kernel/A.cs", "/a/A.dll", "/a b/x.config"], Parsed.InputFiles);

    [Fact]
    public void WhatAProgramHasIsSaidByItsProject() => Assert.True(Parsed is { HasHeap: true, HasMain: false });

    [Fact]
    public void TheCompilerIsFound() => Assert.Equal("/sdk/Roslyn/bincore", Parsed.CompilerFolder);
}
