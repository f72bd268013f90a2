using System;

namespace Diesis.Machines.X86_64;

/// <summary>The first serial port, as the debug console: 115,200 baud, 8 bits, no parity. National Semiconductor PC16550D, 8.</summary>
internal static class X64Serial
{
    private const ushort Data = 0x3F8, InterruptEnable = Data + 1, FifoControl = Data + 2, LineControl = Data + 3;
    private const ushort ModemControl = Data + 4, LineStatus = Data + 5;
    private const byte TransmitterEmpty = 1 << 5;

    public static void Initialize()
    {
        X64Instructions.Out8(InterruptEnable, 0);
        // Divisor latch: 115,200 / 1; then 8n1; FIFOs on and cleared; data terminal ready, request to send.
        X64Instructions.Out8(LineControl, 0x80);
        X64Instructions.Out8(Data, 1);
        X64Instructions.Out8(InterruptEnable, 0);
        X64Instructions.Out8(LineControl, 3);
        X64Instructions.Out8(FifoControl, 7);
        X64Instructions.Out8(ModemControl, 3);
    }

    /// <summary>Waits for each byte's place, but not for ever: a machine without the port goes on in silence.</summary>
    public static void Write(ReadOnlySpan<byte> text)
    {
        foreach (byte character in text)
        {
            for (int tries = 0; tries < 100_000 && (X64Instructions.In8(LineStatus) & TransmitterEmpty) == 0; tries++)
                X64Instructions.Pause();
            X64Instructions.Out8(Data, character);
        }
    }
}
