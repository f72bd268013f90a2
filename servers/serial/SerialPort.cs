using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Drivers.Serial;
using Diesis.Services;

namespace Diesis.Servers.Serial;

/// <summary>A serial port and its interrupt.</summary>
internal sealed class SerialPort : ISerialDevice
{
    /// <summary>Where PCs have their second one: IBM PC AT Technical Reference, "Serial/Parallel Adapter".</summary>
    private const ushort FirstPort = 0x2F8;
    private const uint Line = 3;

    private const ulong InterruptBit = 1;

    /// <summary>At 115,200 baud a full FIFO is sent in less than 2 ms.</summary>
    private const ulong StepNs = 20_000_000;

    private readonly Uart16550 _uart;
    private readonly DriverSignals _signals;
    private readonly Handle<Interrupt> _interrupt;

    private SerialPort(Uart16550 uart, DriverSignals signals, Handle<Interrupt> interrupt)
    {
        _uart = uart;
        _signals = signals;
        _interrupt = interrupt;
    }

    /// <returns>Null when the machine has none.</returns>
    public static SerialPort? TryOpen()
    {
        if (IoPort.Enable(FirstPort, Uart16550.RegisterBytes) != Status.Ok) return null;
        var uart = new Uart16550(new PortRegisters(FirstPort, Uart16550.RegisterBytes));
        if (!uart.TryInitialize() || DriverSignals.Create(out DriverSignals signals) != Status.Ok) return null;
        return signals.AddLine(Line, InterruptSignal.RisingEdge, InterruptBit, out Handle<Interrupt> interrupt) == Status.Ok ? new SerialPort(uart, signals, interrupt) : null;
    }

    public int Read(Span<byte> into)
    {
        _ = Kernel.AcknowledgeInterrupt(_interrupt);
        return _uart.Read(into);
    }

    public int Write(ReadOnlySpan<byte> bytes) => _uart.Write(bytes);

    public void AwaitChange() => _ = _signals.Wait(Clock.After(StepNs), out _);
}
