using System.Text;
using Diesis.Contracts.Input;
using Diesis.Input;
using Diesis.Terminals.Keys;
using Diesis.Terminals.Screens;

namespace Diesis.Terminals.Tests;

public class KeyEncoderTests
{
    [Theory]
    [InlineData(KeyCode.A, KeyModifiers.None, 'a', "a")]
    [InlineData(KeyCode.A, KeyModifiers.Shift, 'A', "A")]
    [InlineData(KeyCode.E, KeyModifiers.None, '€', "€")]
    [InlineData(KeyCode.C, KeyModifiers.Control, 'c', "\x03")]
    [InlineData(KeyCode.C, KeyModifiers.Control | KeyModifiers.Shift, 'C', "\x03")]
    [InlineData(KeyCode.Space, KeyModifiers.Control, ' ', "\0")]
    [InlineData(KeyCode.B, KeyModifiers.Alt, 'b', "\eb")]
    [InlineData(KeyCode.B, KeyModifiers.Alt | KeyModifiers.Control, 'b', "\e\x02")]
    [InlineData(KeyCode.Up, KeyModifiers.None, 0, "\e[A")]
    [InlineData(KeyCode.Up, KeyModifiers.NumLock, 0, "\e[A")]
    [InlineData(KeyCode.Left, KeyModifiers.Control, 0, "\e[1;5D")]
    [InlineData(KeyCode.Home, KeyModifiers.Shift, 0, "\e[1;2H")]
    [InlineData(KeyCode.End, KeyModifiers.None, 0, "\e[F")]
    [InlineData(KeyCode.Delete, KeyModifiers.None, 0, "\e[3~")]
    [InlineData(KeyCode.PageUp, KeyModifiers.Alt, 0, "\e[5;3~")]
    [InlineData(KeyCode.F1, KeyModifiers.None, 0, "\eOP")]
    [InlineData(KeyCode.F4, KeyModifiers.Shift, 0, "\e[1;2S")]
    [InlineData(KeyCode.F5, KeyModifiers.None, 0, "\e[15~")]
    [InlineData(KeyCode.F12, KeyModifiers.Control | KeyModifiers.Shift, 0, "\e[24;6~")]
    [InlineData(KeyCode.Tab, KeyModifiers.None, 0, "\t")]
    [InlineData(KeyCode.Tab, KeyModifiers.Shift, 0, "\e[Z")]
    [InlineData(KeyCode.Backspace, KeyModifiers.None, 0, "\x7f")]
    [InlineData(KeyCode.Backspace, KeyModifiers.Alt, 0, "\e\x7f")]
    [InlineData(KeyCode.Enter, KeyModifiers.None, 0, "\r")]
    [InlineData(KeyCode.PadEnter, KeyModifiers.None, 0, "\r")]
    [InlineData(KeyCode.PadAdd, KeyModifiers.None, '+', "+")]
    [InlineData(KeyCode.Escape, KeyModifiers.None, 0, "\e")]
    [InlineData(KeyCode.PrintScreen, KeyModifiers.None, 0, "")]
    public void KeysAreReadAsXtermSendsThem(KeyCode key, KeyModifiers modifiers, int letter, string read)
        => Assert.Equal(read, Encode(key, modifiers, letter, TerminalModes.None));

    [Theory]
    [InlineData(KeyCode.Up, KeyModifiers.None, 0, TerminalModes.ApplicationCursor, "\eOA")]
    [InlineData(KeyCode.Up, KeyModifiers.Control, 0, TerminalModes.ApplicationCursor, "\e[1;5A")]
    [InlineData(KeyCode.PadAdd, KeyModifiers.None, '+', TerminalModes.ApplicationKeypad, "\eOk")]
    [InlineData(KeyCode.PadAdd, KeyModifiers.NumLock, '+', TerminalModes.ApplicationKeypad, "+")]
    [InlineData(KeyCode.PadEnter, KeyModifiers.None, 0, TerminalModes.ApplicationKeypad, "\eOM")]
    [InlineData(KeyCode.Enter, KeyModifiers.None, 0, TerminalModes.NewLine, "\r\n")]
    public void ModesChangeThem(KeyCode key, KeyModifiers modifiers, int letter, TerminalModes modes, string read)
        => Assert.Equal(read, Encode(key, modifiers, letter, modes));

    /// <summary>Every key with everything held fits into the room that is promised.</summary>
    [Fact]
    public void NothingIsLongerThanItsRoom()
    {
        byte[] room = new byte[KeyEncoder.MostBytes];
        for (int key = 0; key < 256; key++)
        {
            for (int modifiers = 0; modifiers < 32; modifiers++)
                foreach (uint letter in new uint[] { 0, 'a', 0x10FFFF })
                    Assert.InRange(KeyEncoder.Encode(new((KeyCode)key, (KeyModifiers)modifiers, letter), (TerminalModes)0xFFFF, room), 0, room.Length);
        }
    }

    private static string Encode(KeyCode key, KeyModifiers modifiers, int letter, TerminalModes modes)
    {
        byte[] room = new byte[KeyEncoder.MostBytes];
        return Encoding.UTF8.GetString(room, 0, KeyEncoder.Encode(new(key, modifiers, (uint)letter), modes, room));
    }
}
