using System.Text;
using Diesis.Machines;

namespace Diesis.Kernel.Console;

public class LogLineTests
{
    private enum Small : byte
    {
        Last = 200,
    }

    [Fact]
    public void IntegersOfEverySizeAreDecimal()
    {
        Assert.Equal("0 -1 2147483647 -2147483648", Text($"{0} {-1} {int.MaxValue} {int.MinValue}"));
        Assert.Equal("18446744073709551615 -9223372036854775808 4294967295",
            Text($"{ulong.MaxValue} {long.MinValue} {uint.MaxValue}"));
        Assert.Equal("255 -128 65535", Text($"{byte.MaxValue} {sbyte.MinValue} {ushort.MaxValue}"));
    }

    [Fact]
    public void HexadecimalIsTheTwosComplementOfItsWidth()
    {
        Assert.Equal("ff ffffffff ffffffffffffffff 0", Text($"{255:x} {-1:x} {-1L:x} {0:x}"));
        Assert.Equal("00000000deadbeef", Text($"{0xdeadbeef:x16}"));
        Assert.Equal("deadbeef", Text($"{0xdeadbeef:x4}"));
    }

    [Fact]
    public void DecimalsCanHaveLeadingZeros() => Assert.Equal("000042 -07", Text($"{42:d6} {-7:d2}"));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(512UL << 20, "512 MiB")]
    [InlineData(4_187_593_113, "3.8 GiB")]
    [InlineData(ulong.MaxValue, "16777215 TiB")]
    public void SizesAreInTheLargestUnit(ulong bytes, string text) => Assert.Equal(text, Text($"{bytes:size}"));

    [Fact]
    public void ColumnsAreFilledOnTheSideThatAlignmentSays()
    {
        Assert.Equal("[   7][7   ][  ab][ff  ]", Text($"[{7,4}][{7,-4}][{"ab",4}][{255,-4:x}]"));
        Assert.Equal("[12345]", Text($"[{12345,3}]"));
    }

    [Fact]
    public void ColumnsCountCharactersAndNotBytes() => Assert.Equal("[  äö]", Text($"[{"äö",4}]"));

    [Fact]
    public void AddressesSayTheirKind()
        => Assert.Equal("v:ffffffff80001000 p:1000 p:0",
            Text($"{new VirtualAddress(0xFFFF_FFFF_8000_1000)} {new PhysicalAddress(0x1000)} {PhysicalAddress.Zero}"));

    [Fact]
    public void OtherTypesReadAsTheyShould()
        => Assert.Equal("true false c 3 200 utf8", Text($"{true} {false} {'c'} {new CoreNumber(3)} {Small.Last} {"utf8"u8}"));

    [Fact]
    public void TextBecomesUtf8()
    {
        const string text = "z ü € 😀";
        Assert.Equal(text, Text($"{text}"));
        Assert.Equal("z ü € 😀", Text($"z ü € 😀{""}"));
    }

    [Fact]
    public void HalfASurrogatePairIsReplaced()
        => Assert.Equal("a\uFFFDb\uFFFD\uFFFD", Text($"{"a\uD83Db\uDE00\uD83D"}"));

    [Fact]
    public void ALineThatIsTooLongEndsInAnEllipsisOfWholeCharacters()
    {
        for (int shift = 0; shift < 4; shift++)
        {
            LogLine line = $"{new string('x', shift)}{string.Concat(Enumerable.Repeat("€", 100))}{12345}{"more"}";
            string text = Encoding.UTF8.GetString(line.Text);
            Assert.True(line.Text.Length <= LogLine.Most);
            Assert.True(line.Text.Length > LogLine.Most - 6);
            Assert.EndsWith("€…", text);
            Assert.DoesNotContain("\uFFFD", text);
        }
    }

    [Fact]
    public void BytesThatAreNoTextAreCutOffToo()
    {
        byte[] noise = Enumerable.Repeat((byte)0x80, LogLine.Most + 10).ToArray();
        LogLine line = $"{noise.AsSpan()}";
        Assert.EndsWith("…", Encoding.UTF8.GetString(line.Text));
    }

    [Fact]
    public void ALineOfExactlyTheMostIsWhole()
    {
        string most = new('x', LogLine.Most);
        Assert.Equal(most, Text($"{most}"));
    }

    [Fact]
    public void FormattingAllocatesNothing()
    {
        long before = 0, after = 0;
        for (int warm = 0; warm < 2; warm++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            LogLine line = $"{1} {2:x16} {true} {"text",9} {Small.Last} {new PhysicalAddress(5)} {1UL << 40:size}";
            after = GC.GetAllocatedBytesForCurrentThread();
            Assert.NotEqual(0, line.Text.Length);
        }
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData(0, LogLevel.Information, "[    0.000000 c0] ")]
    [InlineData(1_234_567, LogLevel.Debug, "[    0.001234 c0] ")]
    [InlineData(99_999_999_999_999, LogLevel.Warning, "[99999.999999 c0] warning: ")]
    [InlineData(1_000_000_000, LogLevel.Error, "[    1.000000 c0] error: ")]
    public void AStampIsTimeCoreAndWhatMatters(ulong nanoseconds, LogLevel level, string expected)
    {
        LogLine stamp = LogStamp.Of(nanoseconds, CoreNumber.Boot, level);
        Assert.Equal(expected, Encoding.UTF8.GetString(stamp.Text));
    }

    private static string Text(ref LogLine line) => Encoding.UTF8.GetString(line.Text);
}
