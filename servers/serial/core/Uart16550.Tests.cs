using System.Text;
using Diesis.Devices;
using Diesis.Servers.Serial;

namespace Diesis.Tests;

public class Uart16550Tests
{
    /// <summary>One that sends at once, or not at all, and may be none.</summary>
    private sealed class Port : IRegisterBlock
    {
        private readonly byte[] _registers = new byte[Uart16550.RegisterBytes];

        public bool IsMissing { get; init; }
        public bool IsStuck { get; set; }
        public bool Talks { get; init; }
        public Queue<byte> Input { get; } = new();
        public StringBuilder Output { get; } = new();
        public int SinceRoom { get; private set; }
        public byte Interrupts => _registers[1];

        public int Bytes => Uart16550.RegisterBytes;

        public byte Read8(int at)
        {
            if (IsMissing) return 0xFF;
            if (at == 0 && (_registers[3] & 0x80) == 0) return Talks ? (byte)'x' : Input.Count > 0 ? Input.Dequeue() : (byte)0;
            if (at != 5) return _registers[at];
            SinceRoom = 0;
            return (byte)((Input.Count > 0 || Talks ? 1 : 0) | (IsStuck ? 0 : 0x20));
        }

        public void Write8(int at, byte value)
        {
            if (IsMissing) return;
            if (at == 0 && (_registers[3] & 0x80) == 0)
            {
                // It has room for 16 since it said so.
                Assert.InRange(++SinceRoom, 1, 16);
                _ = Output.Append((char)value);
            }
            else
            {
                _registers[at] = value;
            }
        }

        public ushort Read16(int at) => throw new NotSupportedException();
        public uint Read32(int at) => throw new NotSupportedException();
        public void Write16(int at, ushort value) => throw new NotSupportedException();
        public void Write32(int at, uint value) => throw new NotSupportedException();
    }

    [Fact]
    public void WhereThereIsNoneNoneIsFound() => Assert.False(new Uart16550(new Port { IsMissing = true }).TryInitialize());

    [Fact]
    public void BytesGoOutInPiecesThatItHasRoomFor()
    {
        var port = new Port();
        var uart = new Uart16550(port);
        Assert.True(uart.TryInitialize());
        byte[] text = Encoding.ASCII.GetBytes("a text that is longer than sixteen bytes");
        for (int sent = 0; sent < text.Length;) sent += uart.Write(text.AsSpan(sent));
        Assert.Equal("a text that is longer than sixteen bytes", port.Output.ToString());
        Assert.Equal(1, port.Interrupts);
    }

    [Fact]
    public void WhenItTakesNothingItIsToInterruptWhenItDoes()
    {
        var port = new Port { IsStuck = true };
        var uart = new Uart16550(port);
        _ = uart.TryInitialize();
        Assert.Equal(0, uart.Write("abc"u8));
        Assert.Equal(3, port.Interrupts);
        port.IsStuck = false;
        Assert.Equal(3, uart.Write("abc"u8));
        Assert.Equal(1, port.Interrupts);
    }

    [Fact]
    public void WhatComesIsReadUpToTheRoomThereIs()
    {
        var port = new Port();
        var uart = new Uart16550(port);
        _ = uart.TryInitialize();
        foreach (byte value in "hello"u8) port.Input.Enqueue(value);
        byte[] room = new byte[3];
        Assert.Equal((3, "hel"), (uart.Read(room), Encoding.ASCII.GetString(room)));
        Assert.Equal((2, "lol"), (uart.Read(room), Encoding.ASCII.GetString(room)));
        Assert.Equal(0, uart.Read(room));
        // One that never ends is read no further, either.
        Assert.Equal(3, new Uart16550(new Port { Talks = true }).Read(room));
    }
}
