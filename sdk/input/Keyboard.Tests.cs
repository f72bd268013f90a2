using System.Text;
using Diesis.Contracts.Input;
using Diesis.Input;
using Diesis.Input.Layouts;

namespace Diesis.Tests;

public class KeyboardTests
{
    private readonly Keyboard _keyboard = new(KeyboardLayout.German);

    /// <summary>What keys write that go down, and up again unless they are held: those with + before them are.</summary>
    private string Type(KeyboardLayout layout, params KeyCode[] keys)
    {
        _keyboard.Layout = layout;
        StringBuilder text = new();
        foreach (KeyCode key in keys)
        {
            Send(key, 1, text);
            if (key < KeyCode.LeftControl) Send(key, 0, text);
        }
        for (KeyCode key = KeyCode.LeftControl; key <= KeyCode.RightLogo; key++) Send(key, 0, text);
        return text.ToString();
    }

    private void Send(KeyCode key, int value, StringBuilder text)
    {
        Span<KeyPress> presses = stackalloc KeyPress[2];
        int count = _keyboard.Take(new InputEvent(0, InputKind.Key, (ushort)key, value), presses);
        foreach (KeyPress press in presses.Slice(0, count))
            if (press.Letter != 0) text.Append((char)press.Letter);
    }

    [Theory]
    [InlineData("us", KeyCode.Z, "z", "Z", "z")]
    [InlineData("us", KeyCode.Digit2, "2", "@", "2")]
    [InlineData("us", KeyCode.Backslash, "\\", "|", "\\")]
    [InlineData("uk", KeyCode.Digit2, "2", "\"", "")]
    [InlineData("uk", KeyCode.Digit3, "3", "£", "")]
    [InlineData("uk", KeyCode.Digit4, "4", "$", "€")]
    [InlineData("uk", KeyCode.Backslash, "#", "~", "")]
    [InlineData("uk", KeyCode.Hash, "#", "~", "")]
    [InlineData("uk", KeyCode.Less, "\\", "|", "")]
    [InlineData("de", KeyCode.Y, "z", "Z", "")]
    [InlineData("de", KeyCode.Z, "y", "Y", "")]
    [InlineData("de", KeyCode.Q, "q", "Q", "@")]
    [InlineData("de", KeyCode.E, "e", "E", "€")]
    [InlineData("de", KeyCode.Minus, "ß", "?", "\\")]
    [InlineData("de", KeyCode.Digit7, "7", "/", "{")]
    [InlineData("de", KeyCode.RightBracket, "+", "*", "~")]
    [InlineData("de", KeyCode.Less, "<", ">", "|")]
    [InlineData("de", KeyCode.Slash, "-", "_", "")]
    [InlineData("fr", KeyCode.Q, "a", "A", "")]
    [InlineData("fr", KeyCode.A, "q", "Q", "")]
    [InlineData("fr", KeyCode.Semicolon, "m", "M", "")]
    [InlineData("fr", KeyCode.M, ",", "?", "")]
    [InlineData("fr", KeyCode.Digit2, "é", "2", "~")]
    [InlineData("fr", KeyCode.Digit0, "à", "0", "@")]
    [InlineData("fr", KeyCode.Slash, "!", "§", "")]
    public void KeysWriteWhatIsPrintedOnThem(string name, KeyCode key, string alone, string shifted, string altGr)
    {
        KeyboardLayout layout = KeyboardLayout.Named(name)!;
        Assert.Equal(alone, Type(layout, key));
        Assert.Equal(shifted, Type(layout, KeyCode.LeftShift, key));
        Assert.Equal(altGr, Type(layout, KeyCode.RightAlt, key));
    }

    [Fact]
    public void EveryAsciiLetterCanBeTypedOnEveryLayout()
    {
        foreach (KeyboardLayout layout in KeyboardLayout.All)
        {
            HashSet<string> written = [];
            for (KeyCode key = KeyCode.A; key <= KeyCode.Less; key++)
            {
                foreach (KeyCode[] held in new KeyCode[][] { [], [KeyCode.LeftShift], [KeyCode.RightAlt] })
                {
                    string text = Type(layout, [.. held, key]);
                    // A dead key waits.
                    _ = written.Add(text.Length > 0 ? text : Type(layout, KeyCode.Space));
                }
            }
            for (char letter = ' '; letter < 0x7F; letter++)
                Assert.True(written.Any(text => text.StartsWith(letter)), $"{layout.Name} has no {letter}");
        }
    }

    [Theory]
    [InlineData("de", new[] { KeyCode.Equals, KeyCode.E }, "é")]
    [InlineData("de", new[] { KeyCode.Grave, KeyCode.O }, "ô")]
    [InlineData("de", new[] { KeyCode.Grave, KeyCode.Space }, "^")]
    [InlineData("de", new[] { KeyCode.Grave, KeyCode.Grave }, "^")]
    [InlineData("de", new[] { KeyCode.Grave, KeyCode.X }, "^x")]
    [InlineData("de", new[] { KeyCode.Grave, KeyCode.LeftShift, KeyCode.A }, "Â")]
    [InlineData("fr", new[] { KeyCode.LeftBracket, KeyCode.E }, "ê")]
    [InlineData("fr", new[] { KeyCode.LeftShift, KeyCode.LeftBracket, KeyCode.U }, "\u00DC")]
    public void DeadKeysWaitForTheirLetter(string layout, KeyCode[] keys, string text) => Assert.Equal(text, Type(KeyboardLayout.Named(layout)!, keys));

    [Fact]
    public void CapsLockIsForLettersOnly()
    {
        Assert.Equal("AÖ1", Type(KeyboardLayout.German, KeyCode.CapsLock, KeyCode.A, KeyCode.Semicolon, KeyCode.Digit1));
        Assert.Equal(KeyboardLights.CapsLock | KeyboardLights.NumLock, _keyboard.Lights);
        Assert.Equal("a!", Type(KeyboardLayout.German, KeyCode.LeftShift, KeyCode.A, KeyCode.Digit1));
        Assert.Equal("a", Type(KeyboardLayout.German, KeyCode.CapsLock, KeyCode.A));
    }

    [Fact]
    public void ALockDoesNotRepeat()
    {
        StringBuilder text = new();
        foreach (int value in new[] { 1, 2, 2, 0 }) Send(KeyCode.CapsLock, value, text);
        Assert.Equal(KeyboardLights.CapsLock | KeyboardLights.NumLock, _keyboard.Lights);
    }

    [Fact]
    public void TheKeypadHasDigitsWhenItIsLocked()
    {
        Assert.Equal("7.+", Type(KeyboardLayout.American, KeyCode.Pad7, KeyCode.PadPeriod, KeyCode.PadAdd));
        Assert.Equal("", Type(KeyboardLayout.American, KeyCode.NumLock, KeyCode.Pad7));
        Span<KeyPress> presses = stackalloc KeyPress[2];
        Assert.Equal(1, _keyboard.Take(new InputEvent(0, InputKind.Key, (ushort)KeyCode.Pad7, 1), presses));
        Assert.Equal(KeyCode.Home, presses[0].Key);
    }

    [Fact]
    public void CommandsSayTheirLetterAndWhatIsHeld()
    {
        Span<KeyPress> presses = stackalloc KeyPress[2];
        _ = _keyboard.Take(new InputEvent(0, InputKind.Key, (ushort)KeyCode.LeftControl, 1), presses);
        Assert.Equal(1, _keyboard.Take(new InputEvent(0, InputKind.Key, (ushort)KeyCode.Y, 1), presses));
        Assert.Equal(('z', true), ((char)presses[0].Letter, presses[0].Has(KeyModifiers.Control)));
        // Who has lost events does not know what is held.
        _ = _keyboard.Take(new InputEvent(0, InputKind.Lost, 0, 0), presses);
        _ = _keyboard.Take(new InputEvent(0, InputKind.Key, (ushort)KeyCode.Y, 1), presses);
        Assert.False(presses[0].Has(KeyModifiers.Control));
    }

    [Fact]
    public void WhatIsNoEventIsPassedOver()
    {
        Span<KeyPress> presses = stackalloc KeyPress[2];
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++)
        {
            var news = new InputEvent(0, (InputKind)random.Next(0x10000), (ushort)random.Next(random.Next(2) == 0 ? 300 : 0x10000), random.Next(-2, 3));
            Assert.InRange(_keyboard.Take(news, presses), 0, 2);
        }
    }

    [Fact]
    public void WhatIsHeldWhenSomebodyBeginsToReadIsNotTypedOnceMore()
    {
        StringBuilder text = new();
        Send(KeyCode.LeftShift, 2, text);
        Send(KeyCode.A, 2, text);
        Assert.Equal("", text.ToString());
        // It repeats, and shift is held.
        Send(KeyCode.A, 2, text);
        Send(KeyCode.B, 1, text);
        Assert.Equal("AB", text.ToString());
    }
}
