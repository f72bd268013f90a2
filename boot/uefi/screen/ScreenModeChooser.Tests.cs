using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Screen;

public class ScreenModeChooserTests
{
    private static uint? Choose(
        ScreenResolution wanted, ScreenResolution preferred, params (uint Width, uint Height)[] modes)
    {
        ScreenModeChooser chooser = new(wanted, preferred);
        for (int i = 0; i < modes.Length; i++)
            chooser.Consider((uint)i, new(modes[i].Width, modes[i].Height, modes[i].Width, EfiPixelFormat.BlueGreenRed));
        return chooser.HasMode ? chooser.Mode : null;
    }

    private static readonly (uint, uint)[] Usual = [(640, 480), (1024, 768), (1920, 1080), (1280, 800)];

    [Fact]
    public void TheModeAskedForIsTaken() => Assert.Equal(1u, Choose(new(1024, 768), new(1280, 800), Usual));

    [Fact]
    public void ElseTheLargestThatFitsIntoIt() => Assert.Equal(3u, Choose(new(1400, 1050), default, Usual));

    [Fact]
    public void ElseTheSmallestThereIs() => Assert.Equal(0u, Choose(new(320, 200), default, Usual));

    [Fact]
    public void TheBestIsWhatTheScreenPrefers()
        => Assert.Equal(3u, Choose(ScreenResolution.Best, new(1280, 800), Usual));

    [Fact]
    public void AndTheLargestWhenItSaysNothing() => Assert.Equal(2u, Choose(ScreenResolution.Best, default, Usual));

    [Fact]
    public void ModesThatCannotBeWrittenAsMemoryAreLeftOut()
    {
        ScreenModeChooser chooser = new(ScreenResolution.Best, default);
        chooser.Consider(0, new(640, 480, 640, EfiPixelFormat.BltOnly));
        chooser.Consider(1, new(640, 480, 600, EfiPixelFormat.BlueGreenRed));
        chooser.Consider(2, new(640, 480, 640, EfiPixelFormat.Masks, redMask: 5, greenMask: 2, blueMask: 8));
        chooser.Consider(3, new(0, 480, 640, EfiPixelFormat.BlueGreenRed));
        Assert.False(chooser.HasMode);
    }

    [Fact]
    public void MasksTellWhereColoursAre()
    {
        Assert.True(PixelLayout.TryRead(
            new(640, 480, 640, EfiPixelFormat.Masks, redMask: 0xf800, greenMask: 0x07e0, blueMask: 0x001f), out PixelLayout layout));
        Assert.Equal(
            (2u, 11, 5, 5, 6), (layout.BytesPerPixel, layout.Red.Shift, layout.Red.Bits, layout.Green.Shift, layout.Green.Bits));
    }

    [Fact]
    public void TheScreensOwnDescriptionNamesItsSize()
    {
        byte[] edid = new byte[128];
        new byte[] { 1, 1, 0x80, 0, 0x70, 0x38, 0, 0x40 }.CopyTo(edid, 54);
        edid[127] = (byte)-edid.Sum(value => value);
        ScreenResolution size = Edid.PreferredSize(edid);
        Assert.Equal((1920u, 1080u), (size.Width, size.Height));

        edid[127]++;
        Assert.True(Edid.PreferredSize(edid).IsBest);
        Assert.True(Edid.PreferredSize(edid.AsSpan(0, 100)).IsBest);
    }
}
