using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Tests;

namespace Diesis.Boot.Uefi.Firmware;

/// <summary>The firmware's tables are C structures: their sizes follow from UEFI's text.</summary>
public class FirmwareTests
{
    [Fact]
    public void TablesHaveTheSizesOfTheSpecification()
    {
        Assert.Equal(24, Unsafe.SizeOf<EfiTableHeader>());
        Assert.Equal(120, Unsafe.SizeOf<EfiSystemTable>());
        Assert.Equal(24 + 38 * 8, Unsafe.SizeOf<EfiBootServices>());
        Assert.Equal(40, Unsafe.SizeOf<EfiMemoryDescriptor>());
        Assert.Equal(16, Unsafe.SizeOf<EfiTime>());
        Assert.Equal(80, Unsafe.SizeOf<EfiFileInformation>());
        Assert.Equal(36, Unsafe.SizeOf<EfiGraphicsModeInformation>());
        Assert.Equal(40, Unsafe.SizeOf<EfiGraphicsMode>());
        Assert.Equal(4, Unsafe.SizeOf<EfiKey>());
    }

    [Fact]
    public void GuidsLieInMemoryAsTheSpecificationSays()
    {
        EfiGuid guid = EfiGuid.LoadedImage;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<EfiGuid>(in guid));
        Assert.Equal(new Guid("5b1b31a1-9562-11d2-8e3f-00a0c969723b").ToByteArray(), bytes.ToArray());
    }

    [Theory]
    [InlineData(1970, 1, 1, 0, 0, 0, 0)]
    [InlineData(2000, 2, 29, 23, 59, 59, 0)]
    [InlineData(2024, 12, 31, 12, 30, 15, -60)]
    [InlineData(2100, 3, 1, 0, 0, 1, 480)]
    public void ADateBecomesSecondsSince1970(
        int year, int month, int day, int hour, int minute, int second, int minutesFromUtc)
    {
        EfiTime time =
            new((ushort)year, (byte)month, (byte)day, (byte)hour, (byte)minute, (byte)second, (short)minutesFromUtc);
        DateTimeOffset expected =
            new(new DateTime(year, month, day, hour, minute, second), TimeSpan.FromMinutes(-minutesFromUtc));
        Assert.True(time.IsValid);
        Assert.Equal(expected.ToUnixTimeSeconds(), time.UnixSeconds);
    }

    [Fact]
    public void AClockThatWasNeverSetIsNotBelieved()
    {
        Assert.False(new EfiTime(0, 0, 0, 0, 0, 0, 0).IsValid);
        Assert.False(new EfiTime(2024, 13, 1, 0, 0, 0, 0).IsValid);
    }

    /// <summary>PNP0A03, PNP0501, UART; end of one way; another; end of all.</summary>
    private static readonly byte[] ConsolePath =
        [2, 1, 12, 0, 0xd0, 0x41, 3, 0x0a, 0, 0, 0, 0, 3, 14, 19, 0, 0, 0, 0, 0, 0, 0xc2, 1, 0, 0, 0, 0, 0, 8, 1, 1, 0x7f, 0xff, 4, 0];

    [Fact]
    public void AConsolePathTellsOfASerialPort()
    {
        Assert.True(DevicePath.NamesSerialPort(ConsolePath));
        Assert.False(DevicePath.NamesSerialPort(ConsolePath.AsSpan(0, 12)));
        Assert.False(DevicePath.NamesSerialPort([2, 1, 0, 0, 3, 14, 19, 0]));
        Assert.False(DevicePath.NamesSerialPort(default));
    }

    [Fact]
    public void DamagedPathsAreWalkedToTheirEnd()
    {
        Fuzzing fuzzing = new(1);
        for (int i = 0; i < 20_000; i++) _ = DevicePath.NamesSerialPort(fuzzing.Mutate(ConsolePath));
    }
}
