using System;
using Diesis.Devices;

namespace Diesis.Servers.Serial;

/// <summary>
/// A serial port of a PC: National Semiconductor PC16550D, 8. 115,200 baud, 8 bits, no parity. What it says is believed as far as it does no harm: no more is read at once than it has room for.
/// </summary>
/// <param name="registers">Eight, one byte each.</param>
public sealed class Uart16550(IRegisterBlock registers)
{
    public const int RegisterBytes = 8;

    private const int Data = 0, InterruptEnable = 1, FifoControl = 2, LineControl = 3, ModemControl = 4, LineStatus = 5, Scratch = 7;

    // PC16550D, table II: interrupts for received data and for an empty transmitter; FIFOs on, cleared, an interrupt for each byte; access to the divisor, 8 bits and one stop bit; data
    // terminal ready, request to send, and OUT2, by which a PC lets interrupts through.
    private const byte ReceivedInterrupt = 1, TransmittedInterrupt = 2, ClearFifos = 7, DivisorAccess = 0x80, EightBits = 3, Ready = 0x0B;

    // Line status.
    private const byte HasData = 1, CanTransmit = 0x20;

    private const int FifoBytes = 16;

    private bool _awaitsRoom;

    /// <returns>False when there is no such port.</returns>
    public bool TryInitialize()
    {
        if (!Remembers(0x5A) || !Remembers(0xA5)) return false;
        registers.Write8(InterruptEnable, 0);
        registers.Write8(LineControl, DivisorAccess);
        // The slowest clock divided by 1.
        registers.Write8(Data, 1);
        registers.Write8(InterruptEnable, 0);
        registers.Write8(LineControl, EightBits);
        registers.Write8(FifoControl, ClearFifos);
        registers.Write8(ModemControl, Ready);
        registers.Write8(InterruptEnable, ReceivedInterrupt);
        return true;
    }

    private bool Remembers(byte value)
    {
        registers.Write8(Scratch, value);
        return registers.Read8(Scratch) == value;
    }

    /// <summary>Takes what has come.</summary>
    /// <returns>How many bytes.</returns>
    public int Read(Span<byte> into)
    {
        int count = 0;
        while (count < into.Length && (registers.Read8(LineStatus) & HasData) != 0) into[count++] = registers.Read8(Data);
        return count;
    }

    /// <summary>Hands over as much as the device takes now. If that is not all it interrupts when it takes more.</summary>
    /// <returns>How many bytes.</returns>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        if ((registers.Read8(LineStatus) & CanTransmit) != 0)
        {
            count = Math.Min(bytes.Length, FifoBytes);
            foreach (byte value in bytes.Slice(0, count)) registers.Write8(Data, value);
        }
        bool isLeft = count < bytes.Length;
        if (isLeft != _awaitsRoom) registers.Write8(InterruptEnable, isLeft ? (byte)(ReceivedInterrupt | TransmittedInterrupt) : ReceivedInterrupt);
        _awaitsRoom = isLeft;
        return count;
    }
}
