using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

public sealed class GuestTranscriptTests
{
    static GuestEnd End(int? exitCode, string? hang = null, params string[] console) =>
        new(exitCode, hang, "", console);

    static GuestTranscript After(params string[] lines)
    {
        var transcript = new GuestTranscript("guest");
        foreach (var line in lines) _ = transcript.Read(line);
        return transcript;
    }

    [Fact]
    public void AGoodRunHasNothingToAdd()
    {
        var transcript = After("[test] begin A", "[test] pass A", "[test] done 1 passed, 0 failed");
        transcript.Close(End(1));
        Assert.Equal([new TestResult("guest", "A", null)], transcript.Results);
    }

    [Fact]
    public void WhatIsTooLongForALineIsPutTogether()
    {
        IReadOnlyList<string> heard = [];
        var transcript = new GuestTranscript("guest", (_, said) =>
        {
            heard = said;
            return null;
        });
        foreach (var line in (string[])["[test] begin A", "[test] part a b", "[test] part  c", "[test] says d", "[test] says e", "[test] pass A"])
            Assert.Equal(LineMeaning.Advance, transcript.Read(line));
        Assert.Equal(["a b cd", "e"], heard);
    }

    [Fact]
    public void AHangBelongsToTheTestThatRan()
    {
        var transcript = After("[test] begin A", "[test] pass A", "[test] begin B");
        transcript.Close(End(null, "Thread 1: Spin"));
        var hung = transcript.Results[^1];
        Assert.Equal("B", hung.Name);
        Assert.Contains("Thread 1: Spin", hung.Failure);
    }

    [Fact]
    public void AMachineThatEndsEarlyIsAFailureWithTheEndOfItsConsole()
    {
        var transcript = After("[test] begin A");
        transcript.Close(End(0, null, "one", "two"));
        Assert.Contains("two", Assert.Single(transcript.Results).Failure);
    }

    [Fact]
    public void ARunWithoutTestsIsAFailure()
    {
        var transcript = After();
        transcript.Close(End(0));
        Assert.False(Assert.Single(transcript.Results).HasPassed);
    }

    [Fact]
    public void CountsThatDifferAreAFailure()
    {
        var transcript = After("[test] pass A", "[test] done 2 passed, 0 failed");
        transcript.Close(End(1));
        Assert.Contains("counted 2 passed", transcript.Results[^1].Failure);
    }

    [Fact]
    public void LinesSayWhetherTheMachineGotFurther()
    {
        var transcript = After();
        Assert.Equal(LineMeaning.Nothing, transcript.Read("some log"));
        Assert.Equal(LineMeaning.Advance, transcript.Read("[test] begin A"));
        Assert.Equal(LineMeaning.Finish, transcript.Read("[test] done 0 passed, 0 failed"));
    }

    [Fact]
    public void WhatATestSaysIsJudgedByTheHost()
    {
        var reference = new DotNetTranscript(["Bits a -> 1", "Math b -> 2", "Math c -> 3"]);
        var transcript = new GuestTranscript("guest", reference.FirstDifference);
        string[] console =
        [
            "[test] begin T.Bits", "[test] says Bits a -> 1", "[test] pass T.Bits",
            "[test] begin T.Math", "[test] says Math b -> 2", "[test] says Math c -> 4", "[test] pass T.Math",
            "[test] done 2 passed, 0 failed",
        ];
        foreach (var line in console) _ = transcript.Read(line);
        transcript.Close(End(1));
        Assert.Collection(transcript.Results,
            bits => Assert.True(bits.HasPassed),
            math => Assert.Contains("here: Math c -> 4", math.Failure));
    }
}
