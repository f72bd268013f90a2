namespace Diesis.Tools.Testing;

public sealed class TestNamesTests
{
    [Fact]
    public void TestsAreNamedAsMachinesNameThem() => Assert.Equal(["OneTests.IsHere"], TestNames.InText(
        "internal static class OneTests\n{\n    [GuestTest]\n    internal static void IsHere(ref Test test) { }\n    private static void Help(int a) { }\n}"));

    [Fact]
    public void ClaimsOfSystemsAreTests() => Assert.Equal(["SystemTests.ItHolds"], TestNames.InText("verdict.Check(\"ItHolds\", () => true);"));

    [Fact]
    public void WhatTheToolJudgesIsATest() => Assert.Equal(["ShellTests.LinesRun"], TestNames.InText("public const string Test = \"ShellTests.LinesRun\";"));
}
