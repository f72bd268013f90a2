namespace Diesis.Tools.Measuring;

public sealed class BenchmarkEventTests
{
    [Fact]
    public void EveryKindOfLineIsRead()
    {
        Assert.Equal(new BenchmarkEvent.Measured(new Measurement("ground", "frame_free", 41, "instructions")),
            BenchmarkEvent.Parse("[bench] ground frame_free 41 instructions"));
        Assert.Equal(new BenchmarkEvent.Measured(new Measurement("ground", "frame_free", 41,
            "instructions") { Aim = 60 }),
            BenchmarkEvent.Parse("[    0.1 c0] [bench] ground frame_free 41 instructions aim 60"));
        Assert.Equal(new BenchmarkEvent.Measured(new Measurement("services", "memory_services", 5_000_000, "bytes") { Aim = 16_777_216 }),
            BenchmarkEvent.Parse("[bench] services memory_services 5000000 bytes aim 16777216"));
        Assert.Equal(new BenchmarkEvent.Skipped("ground", "core_message"),
            BenchmarkEvent.Parse("[bench] skipped ground core_message"));
        Assert.Equal(new BenchmarkEvent.Done(), BenchmarkEvent.Parse("[bench] done"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[bench] ground frame_free")]
    [InlineData("[bench] ground frame_free -1 instructions")]
    [InlineData("[bench] done for today")]
    public void OtherLinesAreNone(string line) => Assert.Null(BenchmarkEvent.Parse(line));
}
