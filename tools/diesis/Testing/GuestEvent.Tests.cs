namespace Diesis.Tools.Testing;

public sealed class GuestEventTests
{
    [Fact]
    public void EveryKindOfLineIsRead()
    {
        Assert.Equal(new GuestEvent.Begun("Frames.AreFreed"), GuestEvent.Parse("[test] begin Frames.AreFreed"));
        Assert.Equal(new GuestEvent.Passed("Frames.AreFreed"), GuestEvent.Parse("[test] pass Frames.AreFreed"));
        Assert.Equal(new GuestEvent.Failed("A.B", "A.cs:3: x is 1, not 2"),
            GuestEvent.Parse("[test] fail A.B: A.cs:3: x is 1, not 2"));
        Assert.Equal(new GuestEvent.Unknown("A.B"), GuestEvent.Parse("[test] unknown A.B"));
        Assert.Equal(new GuestEvent.Done(12, 3), GuestEvent.Parse("[test] done 12 passed, 3 failed"));
    }

    [Fact]
    public void TheExpectedTextsOfASeparateTestAreInQuotes()
    {
        var separate = Assert.IsType<GuestEvent.Separate>(GuestEvent.Parse("""[test] separate A.B expects "null reference" "A.cs:3" """));
        Assert.Equal("A.B", separate.Test);
        Assert.Equal(["null reference", "A.cs:3"], separate.Expected);
    }

    [Theory]
    [InlineData("[    0.012345 c0] [test] pass A.B")]
    [InlineData("[test] pass A.B   ")]
    public void PrefixesOfTheLogDoNotMatter(string line) =>
        Assert.Equal(new GuestEvent.Passed("A.B"), GuestEvent.Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[test]")]
    [InlineData("[test] whatever A")]
    [InlineData("[test] done soon")]
    [InlineData("[test] done 99999999999 passed, 0 failed")]
    public void OtherLinesAreNone(string line) => Assert.Null(GuestEvent.Parse(line));
}
