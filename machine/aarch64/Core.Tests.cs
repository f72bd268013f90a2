using Diesis.Machines.AArch64;
using Xunit;

namespace Diesis.Tests.Machines.AArch64;

/// <summary>Layouts that assembly knows by number: Entry.S, CoreStart.S, Instructions.S.</summary>
public unsafe class A64LayoutTests
{
    [Fact]
    public void TheCoresBlockIsAsAssemblyReadsIt()
    {
        A64Core core = default;
        byte* start = (byte*)&core;

        Assert.Equal(0, (byte*)&core.CoreLocal - start);
        Assert.Equal(8, (byte*)&core.LastStackTop - start);
        Assert.Equal(16, (byte*)&core.Self - start);
        Assert.Equal(24, (byte*)&core.StackTop - start);
        Assert.Equal(32, (byte*)&core.FaultStackTop - start);
        Assert.Equal(40, (byte*)&core.Translation - start);
        Assert.Equal(88, (byte*)&core.EntryCount - start);
        Assert.InRange(sizeof(A64Core), 1, A64Core.MostBytes);
    }

    [Fact]
    public void TheFaultFrameIsAsAssemblyWritesIt()
    {
        A64FaultFrame frame = default;
        byte* start = (byte*)&frame;

        Assert.Equal(31 * 8, (byte*)&frame.StackPointer - start);
        Assert.Equal(32 * 8, (byte*)&frame.ReturnAddress - start);
        Assert.Equal(34 * 8, (byte*)&frame.FaultAddress - start);
        Assert.Equal(36 * 8, (byte*)&frame.Vector - start);
        Assert.Equal(38 * 8, sizeof(A64FaultFrame));
        Assert.Equal(0, sizeof(A64FaultFrame) % 16);
    }
}
