using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Displays;
using Diesis.Contracts.Terminals;
using Diesis.Services;
using Diesis.Terminals.Rendering;
using Diesis.Terminals.Screens;
using Thread = System.Threading.Thread;

namespace Diesis.Servers.Terminals;

/// <summary>A terminal on a screen of pixels, with a keyboard. Text comes from the thread that serves, scrolling and modes for keys from that of the keyboard.</summary>
/// <remarks>The first text after a while is drawn at once; what follows within a frame is drawn together, so that a screen that scrolls costs no more than one that stands.</remarks>
internal sealed class ScreenGlass : IGlass
{
    private const int MostHistory = 1000;

    private const int FrameMs = 16;
    private const ulong FrameNs = FrameMs * 1_000_000UL;

    private readonly object _gate = new();
    private readonly AutoResetEvent _isDue = new(false);
    private ulong _drawnNs;
    private readonly PixelArea[] _areas = new PixelArea[64];
    private readonly DisplayClient _display;
    private readonly DisplayMode _mode;
    private readonly KeyStream _keys;
    private readonly TerminalScreen _screen;
    private readonly ScreenPainter _painter;
    private Handle<MemoryObject> _memory;
    private MappedMemory _pixels;
    private uint _turn;

    private ScreenGlass(DisplayClient display, DisplayMode mode, KeyStream keys)
    {
        _display = display;
        _mode = mode;
        _keys = keys;
        _painter = new ScreenPainter((int)mode.Width, (int)mode.Height);
        _screen = new TerminalScreen(_painter.Columns, _painter.Rows, MostHistory);
    }

    /// <returns>Null when there is no screen.</returns>
    public static ScreenGlass? TryOpen(KeyStream keys)
    {
        if (Service.Find(DisplayContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok) return null;
        if (DisplayClient.Connect(endpoint, out DisplayClient display) != Status.Ok || display.Describe(out DisplayMode mode) != Status.Ok) return null;
        var glass = new ScreenGlass(display, mode, keys);
        if (glass.Take() != Status.Ok) return null;
        lock (glass._gate) glass.Draw();
        new Thread(glass.DrawLater) { IsBackground = true, Name = "frames" }.Start();
        Keyboards.Start(glass, keys);
        return glass;
    }

    public TerminalSize Measure() => new() { Columns = (ushort)_painter.Columns, Rows = (ushort)_painter.Rows };

    public TerminalModes Modes
    {
        get { lock (_gate) return _screen.Modes; }
    }

    public void BeginReading() { }

    public Status Write(ReadOnlySpan<byte> text)
    {
        lock (_gate)
        {
            _screen.Write(text);
            if (_screen.TakeAnswers() is { Length: > 0 } answers) _keys.Answer(answers);
            if (Clock.Now - _drawnNs >= FrameNs) Draw();
            else _ = _isDue.Set();
        }
        return Status.Ok;
    }

    private void DrawLater()
    {
        while (_isDue.WaitOne())
        {
            Thread.Sleep(FrameMs);
            lock (_gate) Draw();
        }
    }

    /// <summary>Looks so many halves of a screen further back, or less far.</summary>
    public void Scroll(int halves)
    {
        lock (_gate)
        {
            _screen.Scroll(halves * _painter.Rows / 2);
            Draw();
        }
    }

    /// <summary>Has the screen show this, from its beginning.</summary>
    private unsafe Status Take()
    {
        if (!_memory.IsNone)
        {
            _pixels.Unmap();
            _ = Kernel.Release(_memory);
            _memory = default;
        }
        Status status = _display.Take(out Handle<MemoryObject> memory, out _turn);
        if (status != Status.Ok) return status;
        status = MappedMemory.Map(memory, out _pixels);
        if (status != Status.Ok)
        {
            _ = Kernel.Release(memory);
            return status;
        }
        _memory = memory;
        _painter.DrawAnew();
        for (int row = 0; row < _painter.Rows; row++) _screen.Shown(row).IsChanged = true;
        return Status.Ok;
    }

    /// <summary>Brings what has changed to the screen. When the screen's driver is another than before, all of it.</summary>
    private unsafe void Draw()
    {
        _drawnNs = Clock.Now;
        const int attempts = 3;
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            if (_memory.IsNone && Take() != Status.Ok) return;
            // SAFETY: the memory has as many pixels, by the contract, and is this process's to write as long as it is mapped.
            var pixels = new Span<uint>(_pixels.Start, (int)Math.Min(_mode.Width * (ulong)_mode.Height, _pixels.Pages * MemoryLayout.PageSize / sizeof(uint)));
            int count = _painter.Paint(_screen, pixels, _areas);
            if (count == 0 || _display.Show(_turn, _areas.AsSpan(0, count)) == Status.Ok) return;
            if (Take() != Status.Ok) return;
        }
    }
}
