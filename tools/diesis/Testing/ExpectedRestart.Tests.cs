using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

public sealed class ExpectedRestartTests
{
    private static readonly GuestEnd Off = new(0, null, "", ["the last line"]);

    [Fact]
    public void ATestThatBeginsAgainHasPassed()
    {
        var restart = new ExpectedRestart("suite");
        Assert.Equal(LineMeaning.Nothing, restart.Read("booting"));
        Assert.Equal(LineMeaning.Advance, restart.Read("[test] begin Some.Test"));
        Assert.Equal(LineMeaning.Enough, restart.Read("[test] begin Some.Test"));
        Assert.Equal(new TestResult("suite", "Some.Test", null), restart.Close(Off with { ExitCode = null }));
    }

    [Fact]
    public void AMachineThatEndsInsteadHasNot()
    {
        var restart = new ExpectedRestart("suite");
        _ = restart.Read("[test] begin Some.Test");
        Assert.Contains("the last line", restart.Close(Off).Failure);
        Assert.Equal(LineMeaning.Finish, restart.Read("[test] fail Some.Test: NotPermitted"));
        Assert.Equal("NotPermitted", restart.Close(Off).Failure);
    }
}
