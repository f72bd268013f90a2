using System.Text;
using Diesis.Boot;
using Diesis.Kernel.Memory;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Kernel.Console;

public sealed unsafe class SystemConsoleTests : IDisposable
{
    private const ulong MemoryBytes = 24 << 20;

    private readonly SimulatedHardware _machine = SimulatedHardware.Alone(MemoryBytes);
    private readonly CoreDirectory* _cores;

    public SystemConsoleTests()
    {
        MemoryMap map = default;
        Assert.True(map.TryAdd(new PhysicalAddress(0x10_0000), MemoryBytes - 0x10_0000, MemoryKind.Usable));
        BootMemory.Fill(out BootMemory memory, in map);
        _cores = CoreDirectory.TryBuild(in map, ref memory, new uint[3], []);
        Assert.True(_cores != null);
    }

    public void Dispose() => _machine.Dispose();

    private bool TryLog(int core, ulong nanoseconds, string text, LogLevel level = LogLevel.Information)
        => (*_cores)[new CoreNumber(core)].Log.TryAdd(new LogEntry(nanoseconds, level, Encoding.UTF8.GetBytes(text)));

    private string[] Drained()
    {
        SystemConsole.Drain(in *_cores);
        return _machine.Console.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void LinesOfAllCoresComeInTheOrderOfTheirTime()
    {
        Assert.True(TryLog(2, 1_000, "first"));
        Assert.True(TryLog(1, 2_000, "second", LogLevel.Error));
        Assert.True(TryLog(1, 4_000, "fourth"));
        Assert.True(TryLog(2, 3_000, "third"));
        Assert.Equal(
        [
            "[    0.000001 c2] first", "[    0.000002 c1] error: second", "[    0.000003 c2] third", "[    0.000004 c1] fourth",
        ], Drained());
    }

    [Fact]
    public void WhatWasPrintedIsNotPrintedAgain()
    {
        Assert.True(TryLog(1, 1_000, "once"));
        Assert.Single(Drained());
        Assert.Single(Drained());
    }

    [Fact]
    public void AllThatRingsCanHoldIsPrintedAtOnceAndLossesAreTold()
    {
        for (int i = 0; i < LogRing.Lines; i++)
        {
            Assert.True(TryLog(1, (ulong)i, "one"));
            Assert.True(TryLog(2, (ulong)i, "two"));
        }
        Assert.False(TryLog(2, 99, "lost"));
        Assert.False(TryLog(2, 99, "lost"));
        string[] lines = Drained();
        Assert.Equal(2 * LogRing.Lines + 1, lines.Length);
        Assert.EndsWith("c2] warning: 2 lines of this core were lost: it logged faster than the console prints", lines[^1]);
    }

    [Fact]
    public void LinesShowOnTheScreenWhereThereIsOne()
    {
        var format = new FramebufferInfo
        {
            Width = 320, Height = 64, BitsPerPixel = 32, Pitch = 4 * 320,
            RedBits = 8, GreenBits = 8, BlueBits = 8, RedShift = 16, GreenShift = 8,
        };
        uint[] pixels = GC.AllocateArray<uint>(320 * 64, pinned: true);
        byte[] cells = GC.AllocateArray<byte>((int)Screen.CellBytes(format), pinned: true);
        fixed (void* pixel = pixels, cell = cells)
        {
            var screen = new Screen(format, pixel, cell);
            _cores->Screen = &screen;
            SystemConsole.Refresh(in *_cores);
            uint[] before = [.. pixels];
            Assert.True(TryLog(1, 1_000, "seen"));
            SystemConsole.Drain(in *_cores);
            Assert.Equal(before, pixels);
            SystemConsole.Refresh(in *_cores);
            Assert.NotEqual(before, pixels);
            _cores->Screen = null;
        }
    }
}
