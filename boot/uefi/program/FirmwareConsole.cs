using System;
using Diesis.Boot.Uefi.Firmware;

namespace Diesis.Boot.Uefi.Program;

/// <summary>
/// Text for the person in front of the machine: on the firmware's console and, unless that already includes it, on the
/// serial port.
/// </summary>
// SAFETY: the firmware's consoles stay until boot services are left; pieces are shorter than the buffers.
internal readonly struct FirmwareConsole
{
    private readonly unsafe EfiTextOutput* _screen;
    private readonly unsafe EfiSerialIo* _serial;

    public unsafe FirmwareConsole(EfiSystemTable* system)
    {
        // SAFETY: the table and what it points to are the firmware's, there until boot services are left.
        _screen = system->ConsoleOut;
        _serial = IsSerialPartOfConsole(system->RuntimeServices)
            ? null
            : system->BootServices->LocateProtocol<EfiSerialIo>(EfiGuid.SerialIo);
    }

    /// <summary>Writes ASCII; anything else, and control characters but the line end, as question marks.</summary>
    public unsafe void Write(ReadOnlySpan<byte> text)
    {
        const int Most = 64;
        char* wide = stackalloc char[2 * Most + 1];
        byte* narrow = stackalloc byte[2 * Most];
        while (!text.IsEmpty)
        {
            int length = 0, taken = Math.Min(text.Length, Most);
            foreach (byte character in text.Slice(0, taken))
            {
                if (character == (byte)'\n') wide[length++] = '\r';
                wide[length++] = character is >= 0x20 and < 0x7f or (byte)'\n' ? (char)character : '?';
            }
            wide[length] = '\0';
            for (int i = 0; i < length; i++) narrow[i] = (byte)wide[i];

            // SAFETY: both buffers hold twice as many characters as are taken, which a line end before each needs.
            if (_screen != null) _ = _screen->OutputString(wide);
            if (_serial != null) _ = _serial->Write(narrow, length);
            text = text.Slice(taken);
        }
    }

    public void Write(uint number)
    {
        Span<byte> digits = stackalloc byte[10];
        int start = digits.Length;
        do
        {
            digits[--start] = (byte)('0' + number % 10);
            number /= 10;
        } while (number != 0);
        Write(digits.Slice(start));
    }

    /// <summary>The firmware's variable ConOut names the devices that its console writes to. UEFI 2.10, 3.3.</summary>
    private static unsafe bool IsSerialPartOfConsole(EfiRuntimeServices* runtime)
    {
        const int Room = 2048;
        byte* path = stackalloc byte[Room];
        nuint size = Room;
        fixed (char* name = "ConOut")
        {
            // SAFETY: literals end with a 0 character; the size is that of the buffer.
            EfiStatus status = runtime->GetVariable(name, EfiGuid.GlobalVariable, ref size, path);
            return !status.IsError && size <= Room && DevicePath.NamesSerialPort(new(path, (int)size));
        }
    }
}
