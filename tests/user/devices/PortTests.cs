using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>I/O ports in user mode, with the index and data ports of a PC's real-time clock.</summary>
internal static unsafe class PortTests
{
    private const uint Index = 0x70, Data = 0x71;
    private const ulong LastPort = 0xFFFF;

    private static Handle<IoPorts> All => Startup.Block.Ports;

    [UserTest]
    public static void AMachineWithoutPortsHasNone(ref Test test)
    {
        if (Ports.AreThere) return;
        test.Status(Status.NotSupported, Kernel.CreateIoPorts(World.Budget, All, 0, 1, out Handle<IoPorts> none));
        test.True(none.IsNone);
        test.Status(Status.NotSupported, Kernel.EnablePorts(World.Process, All));
    }

    [UserTest]
    public static void WithoutPermissionAPortFaults(ref Test test)
    {
        if (!Ports.AreThere) return;
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Read, Index).Label);
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Write, Index).Label);
    }

    [UserTest]
    public static void OnlyThePortsThatWereEnabledCanBeUsed(ref Test test)
    {
        if (!Ports.AreThere || !Ports.Enable(ref test, Index, 2)) return;
        test.True(CanUse(ref test, Index));
        test.True(CanUse(ref test, Data));
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Read, Index - 1).Label);
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Read, Data + 1).Label);
        // Four ports, of which two are closed.
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Read32, Index).Label);
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Read, 0xFFFF).Label);
    }

    [UserTest]
    public static void PortsAreAddedToThoseThatAreInUse(ref Test test)
    {
        if (!Ports.AreThere || !Ports.Enable(ref test, Index, 1)) return;
        Ports.Write8(Index, 0x8D);
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Read, Data).Label);
        if (!Ports.Enable(ref test, Data, 1)) return;
        // Register D: the clock's battery is good.
        test.Equal(0x80UL, Ports.Read8(Data) & 0x80UL);
        test.True(CanUse(ref test, Index));
    }

    [UserTest]
    public static void TheFirstAndTheLastPortCanBeEnabled(ref Test test)
    {
        if (!Ports.AreThere || !Ports.Enable(ref test, 0, 1) || !Ports.Enable(ref test, (uint)LastPort, 1)) return;
        test.True(CanUse(ref test, 0));
        test.True(CanUse(ref test, (uint)LastPort));
        test.Equal((ulong)FaultCode.Protection, Touch.FaultOf(ref test, &Read, LastPort - 1).Label);
    }

    [UserTest]
    public static void OtherProcessesTurnsDoNotShareThePorts(ref Test test)
    {
        if (!Ports.AreThere || !Ports.Enable(ref test, Index, 2)) return;
        _ = Ports.Read8(Data);
        // While these are open on the core, a process with others and one with none come to run.
        ulong withOthers = RunChild(ref test, &ReadOtherPort, out ExitKind end);
        test.Equal((ulong)ExitKind.Returned, (ulong)end);
        test.Equal(0x80UL, withOthers);
        _ = Ports.Read8(Data);
        _ = RunChild(ref test, &ReadClosedPort, out end);
        test.Equal((ulong)ExitKind.Faulted, (ulong)end);
        Ports.Write8(Index, 0x8D);
        test.Equal(0x80UL, Ports.Read8(Data) & 0x80UL);
    }

    /// <summary>The keyboard controller's status, and then what only the parent may use.</summary>
    private static ulong ReadOtherPort(ulong argument)
    {
        Test test = default;
        if (!Ports.Enable(ref test, 0x64, 1)) return 1;
        _ = Ports.Read8(0x64);
        return CanUse(ref test, 0x64) && !CanUse(ref test, Data) ? 0x80UL : 2;
    }

    private static ulong ReadClosedPort(ulong argument) => Ports.Read8(Data);

    private static ulong RunChild(ref Test test, delegate*<ulong, ulong> function, out ExitKind end)
    {
        ChildProcess child = default;
        end = default;
        if (!test.Ok(child.Make(World.Budget, 4 << 20, Worker.UsualPriority)) || !test.Ok(child.GiveMachine())) return 0;
        // SAFETY: the function is one of this program's.
        if (!test.Ok(child.Start(function, 0)) || !test.Ok(child.AwaitEnd(5 * World.Second))) return 0;
        end = child.ExitKind;
        ulong status = child.ExitStatus;
        child.Release();
        return status;
    }

    [UserTest]
    public static void PartsAreOfTheirRange(ref Test test)
    {
        if (!Ports.AreThere) return;
        test.Equal(0UL, World.InfoOf(All).Detail0);
        test.Equal(LastPort + 1, World.InfoOf(All).Detail1);
        test.Ok(Kernel.CreateIoPorts(World.Budget, All, 0, (uint)LastPort + 1, out _));
        test.Ok(Kernel.CreateIoPorts(World.Budget, All, 100, 50, out Handle<IoPorts> part));
        test.Equal(100UL, World.InfoOf(part).Detail0);
        test.Equal(50UL, World.InfoOf(part).Detail1);
        test.Ok(Kernel.CreateIoPorts(World.Budget, part, 100, 50, out _));
        test.Ok(Kernel.CreateIoPorts(World.Budget, part, 149, 1, out _));
        test.Status(Status.OutOfRange, Kernel.CreateIoPorts(World.Budget, part, 150, 1, out Handle<IoPorts> none));
        test.True(none.IsNone);
        test.Status(Status.OutOfRange, Kernel.CreateIoPorts(World.Budget, part, 99, 1, out _));
        test.Status(Status.OutOfRange, Kernel.CreateIoPorts(World.Budget, part, 100, 51, out _));
        test.Status(Status.OutOfRange, Kernel.CreateIoPorts(World.Budget, part, 149, uint.MaxValue, out _));
        test.Status(Status.OutOfRange, Kernel.CreateIoPorts(World.Budget, All, uint.MaxValue, uint.MaxValue, out _));
        test.Status(Status.BadArgument, Kernel.CreateIoPorts(World.Budget, part, 100, 0, out _));
    }

    [UserTest]
    public static void PortsArePaidForAndComeBack(ref Test test)
    {
        if (!Ports.AreThere) return;
        test.Ok(Kernel.CreateBudget(World.Budget, 0, out Handle<MemoryBudget> nothing));
        test.Status(Status.BudgetExceeded, Kernel.CreateIoPorts(nothing, All, 0, 1, out _));

        ulong before = World.UsedOf(World.Budget);
        test.Ok(Kernel.CreateBudget(World.Budget, 8 * MemoryLayout.PageSize, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateProcess(budget, Samples.Of<AddressSpace>(), out Handle<Process> process));
        ulong without = World.UsedOf(budget);
        test.Ok(Kernel.EnablePorts(process, All));
        test.Equal(without + MemoryLayout.PageSize, World.UsedOf(budget));
        test.Ok(Kernel.EnablePorts(process, All));
        test.Equal(without + MemoryLayout.PageSize, World.UsedOf(budget));
        test.Ok(Kernel.EndProcess(process, 0));
        test.Status(Status.BadState, Kernel.EnablePorts(process, All));
        test.Ok(Kernel.Release(process));
        test.Equal(0UL, World.UsedOf(budget));
    }

    [UserTest]
    public static void AProcessThatCannotPayGetsNoPorts(ref Test test)
    {
        if (!Ports.AreThere) return;
        // Pages for the object and for its handles.
        test.Ok(Kernel.CreateBudget(World.Budget, 2 * MemoryLayout.PageSize, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateProcess(budget, Samples.Of<AddressSpace>(), out Handle<Process> process));
        test.Status(Status.BudgetExceeded, Kernel.EnablePorts(process, All));
    }

    [UserTest]
    public static void AProcessHasSoManyRangesAndNoMore(ref Test test)
    {
        if (!Ports.AreThere) return;
        Handle<Process> process = Samples.Of<Process>();
        for (uint i = 0; i < 511; i++)
        {
            test.Ok(Kernel.CreateIoPorts(World.Budget, All, 4 * i, 2, out Handle<IoPorts> ports));
            test.Status(i < 510 ? Status.Ok : Status.BudgetExceeded, Kernel.EnablePorts(process, ports));
            test.Ok(Kernel.Release(ports));
        }
        test.Ok(Kernel.CreateIoPorts(World.Budget, All, 5, 1, out Handle<IoPorts> inside));
        test.Ok(Kernel.EnablePorts(process, inside));
    }

    private static bool CanUse(ref Test test, uint port) => Touch.FaultOf(ref test, &Read, port).Label != (ulong)FaultCode.Protection;

    private static void Read(ulong port) => _ = Ports.Read8((uint)port);
    private static void Read32(ulong port) => _ = Ports.Read32((uint)port);
    private static void Write(ulong port) => Ports.Write8((uint)port, 0);
}
