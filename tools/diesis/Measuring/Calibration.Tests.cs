using Diesis.Tools.Host;

namespace Diesis.Tools.Measuring;

public sealed class CalibrationTests
{
    static Measurement Loop(ulong value) => new("ground", "calibration_loop", value, "instructions");

    [Theory]
    [InlineData(1990)]
    [InlineData(2004)]
    public void ALoopOfItsLengthIsGood(ulong value) => Calibration.Check([Loop(value)]);

    [Theory]
    [InlineData(1989)]
    [InlineData(4000)]
    public void AnyOtherLengthIsNot(ulong value) => Assert.Throws<ToolFailure>(() => Calibration.Check([Loop(value)]));

    [Fact]
    public void NoLoopIsNotGoodEither() => Assert.Throws<ToolFailure>(() => Calibration.Check([]));
}
