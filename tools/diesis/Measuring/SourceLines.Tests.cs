namespace Diesis.Tools.Measuring;

public sealed class SourceLinesTests
{
    [Fact]
    public void OnlyCodeCounts() => Assert.Equal(3, SourceLines.Count(
    [
        "using System;", "", "/// <summary>A.</summary>", "// why", "/* one line */", "/* several", "lines */",
            "struct A", "{ int _b; } // b",
    ]));

    [Fact]
    public void CommentsOfAssemblyDoNotCount() => Assert.Equal(2, SourceLines.Count(["# why", "#", "    ret", "", "#include \"a.inc\""]));
}
