using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

public sealed class ExpectedReportTests
{
    static readonly GuestEvent.Separate Test = new("A", ["divide by zero", "A.cs"]);

    static TestResult After(params string[] lines)
    {
        var report = new ExpectedReport("guest", Test);
        foreach (var line in lines) _ = report.Read(line);
        return report.Close(new GuestEnd(3, null, "", lines));
    }

    [Fact]
    public void AllTextsInTheirOrderPass() =>
        Assert.True(After("[test] begin A", "fault: divide by zero", "  at A.Run, A.cs:3").HasPassed);

    [Fact]
    public void TwoTextsMayShareALine() => Assert.True(After("[test] begin A", "divide by zero in A.cs").HasPassed);

    [Fact]
    public void AMissingTextIsNamed() =>
        Assert.Contains("does not show \"A.cs\"", After("[test] begin A", "divide by zero").Failure);

    [Fact]
    public void WhatCameBeforeTheTestDoesNotCount() =>
        Assert.False(After("divide by zero A.cs", "[test] begin A").HasPassed);

    [Fact]
    public void ATestThatReturnsFailsInItsOwnWords() =>
        Assert.Equal("A.cs:1: returned",
            After("[test] begin A", "[test] fail A: A.cs:1: returned", "[test] done 0 passed, 1 failed").Failure);
}
