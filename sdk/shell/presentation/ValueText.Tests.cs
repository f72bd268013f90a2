using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Presentation;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1048575, "1 MiB")]
    [InlineData(1073741824, "1 GiB")]
    [InlineData(-2048, "-2 KiB")]
    [InlineData(long.MaxValue, "8 EiB")]
    [InlineData(long.MinValue, "-8 EiB")]
    public void SizesHaveUnits(long bytes, string text) => Assert.Equal(text, ValueText.Of(Value.FromBits(bytes), PrimitiveType.Size));

    [Theory]
    [InlineData(0, "0 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(1_500, "1.5 µs")]
    [InlineData(999_999, "1 ms")]
    [InlineData(2_000_000_000, "2 s")]
    [InlineData(59_990_000_000, "1 min")]
    [InlineData(61_000_000_000, "1 min 1 s")]
    [InlineData(3_599_900_000_000, "1 h")]
    [InlineData(7_260_000_000_000, "2 h 1 min")]
    [InlineData(90_000_000_000_000, "1 d 1 h")]
    [InlineData(-1_500_000, "-1.5 ms")]
    [InlineData(long.MinValue, "-106752 d")]
    public void DurationsHaveUnits(long nanoseconds, string text) => Assert.Equal(text, ValueText.Of(Value.FromBits(nanoseconds), PrimitiveType.Duration));

    [Theory]
    [InlineData(0, "1970-01-01 00:00:00")]
    [InlineData(951_782_400_000_000_000, "2000-02-29 00:00:00")]
    [InlineData(-1, "1969-12-31 23:59:59")]
    [InlineData(long.MaxValue, "2262-04-11 23:47:16")]
    [InlineData(long.MinValue, "1677-09-21 00:12:43")]
    public void TimesAreDates(long nanoseconds, string text) => Assert.Equal(text, ValueText.Of(Value.FromBits(nanoseconds), PrimitiveType.Time));

    [Fact]
    public void DatesAreTimes()
    {
        DateTime date = new(2026, 11, 30, 12, 34, 56, DateTimeKind.Utc);
        Assert.Equal(date, ValueText.DateOf(ValueText.TimeOf(date)));
        Assert.Equal(long.MaxValue / 100 * 100, ValueText.TimeOf(DateTime.MaxValue));
        Assert.Equal(long.MinValue / 100 * 100, ValueText.TimeOf(DateTime.MinValue));
    }

    [Theory]
    [InlineData("plain", true, "plain")]
    [InlineData("a\e[2Jb", true, "a\ufffd[2Jb")]
    [InlineData("a\tb\nc\u009bd", true, "a\tb\nc\ufffdd")]
    [InlineData("a\tb\nc", false, "a b c")]
    public void TextsCannotCommandATerminal(string text, bool keepsLines, string harmless) => Assert.Equal(harmless, ValueText.Harmless(text, keepsLines));
}
