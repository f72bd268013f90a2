using Diesis.Contracts.Input;
using Diesis.Servers.Ps2;

namespace Diesis.Tests;

public class Ps2EventsTests
{
    private readonly List<string> _told = [];
    private readonly Ps2Events _events;

    public Ps2EventsTests() => _events = new Ps2Events(hasWheel: true, news => _told.Add(news.Kind switch
    {
        InputKind.Key => $"{(KeyCode)news.Code} {news.Value}",
        InputKind.Motion => $"{(InputAxis)news.Code} {news.Value}",
        _ => $"{news.Kind} {news.Code} {news.Value}",
    }));

    private string Take(bool isOfMouse, params byte[] bytes)
    {
        _told.Clear();
        foreach (byte value in bytes) _events.Take(value, isOfMouse, 0);
        return string.Join(", ", _told);
    }

    [Theory]
    [InlineData("A 1, A 0", new byte[] { 0x1E, 0x9E })]
    [InlineData("A 1, A 2, A 2, A 0", new byte[] { 0x1E, 0x1E, 0x1E, 0x9E })]
    [InlineData("LeftShift 1, Digit1 1, Digit1 0, LeftShift 0", new byte[] { 0x2A, 0x02, 0x82, 0xAA })]
    [InlineData("Up 1, Up 0, Pad8 1, Pad8 0", new byte[] { 0xE0, 0x48, 0xE0, 0xC8, 0x48, 0xC8 })]
    [InlineData("RightAlt 1, RightControl 1", new byte[] { 0xE0, 0x38, 0xE0, 0x1D })]
    [InlineData("Less 1, F12 1", new byte[] { 0x56, 0x58 })]
    [InlineData("Pause 1, Pause 0, A 1", new byte[] { 0xE1, 0x1D, 0x45, 0xE1, 0x9D, 0xC5, 0x1E })]
    // A keyboard pretends a shift key around Insert when Num Lock is on.
    [InlineData("Insert 1, Insert 0", new byte[] { 0xE0, 0x2A, 0xE0, 0x52, 0xE0, 0xD2, 0xE0, 0xAA })]
    [InlineData("", new byte[] { 0xFA, 0x00, 0xFF, 0x9E, 0x77 })]
    public void KeysAreTold(string told, byte[] codes) => Assert.Equal(told, Take(isOfMouse: false, codes));

    [Theory]
    [InlineData("X 5, Y -3", new byte[] { 0x08, 5, 3, 0 })]
    [InlineData("X -1, Y 2, Wheel 1", new byte[] { 0x38, 0xFF, 0xFE, 1 })]
    [InlineData("Wheel -1", new byte[] { 0x08, 0, 0, 0xFF })]
    [InlineData("Button 0 1, Button 2 1, Button 0 0, Button 2 0", new byte[] { 0x0D, 0, 0, 0, 0x08, 0, 0, 0 })]
    // More than it can say.
    [InlineData("", new byte[] { 0x48, 5, 5, 0 })]
    // Out of step: it waits for a first byte.
    [InlineData("X 1", new byte[] { 0x01, 0x02, 0x08, 1, 0, 0 })]
    public void MovesAreTold(string told, byte[] bytes) => Assert.Equal(told, Take(isOfMouse: true, bytes));

    [Fact]
    public void APacketThatWasCutOffIsForgotten()
    {
        _events.Take(0x08, isOfMouse: true, 0);
        _events.Take(0x08, isOfMouse: true, 10);
        foreach (byte value in new byte[] { 0x08, 7, 0, 0 }) _events.Take(value, isOfMouse: true, 1_000_000_000);
        Assert.Equal(["X 7"], _told);
    }

    [Fact]
    public void WhatIsDownIsToldToWhoComesLater()
    {
        _ = Take(false, 0x2A, 0x1E, 0x9E, 0xE0, 0x1D);
        _ = Take(true, 0x09, 0, 0, 0);
        _told.Clear();
        _events.TellDown(0);
        Assert.Equal(["LeftShift 2", "RightControl 2", "Button 0 1"], _told.OrderBy(word => word == "LeftShift 2" ? 0 : word == "RightControl 2" ? 1 : 2));
    }

    [Fact]
    public void AnyBytesAreTaken()
    {
        var random = new Random(7);
        for (int i = 0; i < 100_000; i++) _events.Take((byte)random.Next(256), random.Next(2) == 0, (ulong)i * 1_000_000);
        Assert.All(_told, word => Assert.DoesNotContain("None", word));
    }
}
