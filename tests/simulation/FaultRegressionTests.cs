using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>Threads whose fault is undecided, and what somebody else does to them meanwhile.</summary>
public sealed class FaultRegressionTests
{
    private const ulong At = 0x30_0000_0000;

    [Simulated(Cores = 1, Seeds = 20)]
    public void AThreadThatIsGivenRegistersLeavesItsFault(Simulation world) => Leave(world, handlersCore: 0);

    [Simulated(Cores = 2, Seeds = 20)]
    public void AThreadThatIsGivenRegistersLeavesItsFaultOnAnotherCore(Simulation world) => Leave(world, handlersCore: 1);

    /// <summary>A debugger has a thread go on elsewhere than where it faulted, and does not answer.</summary>
    private static void Leave(Simulation world, int handlersCore)
    {
        bool goesOn = false;
        ulong elsewhere = world.AddProgram(other =>
        {
            goesOn = true;
            return Task.CompletedTask;
        });
        ulong faulty = world.AddProgram(async other => _ = await other.Fault(FaultCode.IllegalInstruction));
        world.BootAll(async thread =>
        {
            if (thread.Core != 0) return;
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budgets[handlersCore]);
            var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
            var (_, faulting) = await thread.CreateThread(start.Budget, start.Process, time);
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            var (_, memory) = await thread.CreateMemory(start.Budget, 1, MemoryOptions.None);
            Assert.Equal(Status.Ok, await thread.Map(start.Space, memory, At, 0, 1, Protection.ReadWrite));
            Assert.Equal(Status.Ok, await thread.SetFaultHandler(faulting, endpoint));
            Assert.Equal(Status.Ok, await thread.StartThread(faulting, faulty, 0, 0));
            var (status, fault) = await thread.Receive(endpoint, default);
            Assert.Equal(Status.Ok, status);
            Assert.Equal((ulong)FaultCode.IllegalInstruction, fault.Label);

            Assert.Equal(Status.Ok, await thread.Suspend(faulting));
            Assert.Equal(Status.Ok, await thread.ReadRegisters(faulting, At, RegisterBytes));
            Assert.True(await thread.Write(At + InstructionOffset, elsewhere));
            Assert.Equal(Status.Ok, await thread.WriteRegisters(faulting, At, RegisterBytes));
            Assert.NotEqual(Status.Ok, (await thread.Reply(default, default)).Item1);
            Assert.Equal(Status.Ok, await thread.Resume(faulting));
            _ = await thread.Wait(alarm, world.Hardware.Now + 100_000);
            Assert.True(goesOn);
        });
        world.Run();
    }

    private static unsafe ulong RegisterBytes => (ulong)sizeof(ThreadRegisters);

    private static ulong InstructionOffset => (ulong)System.Runtime.InteropServices.Marshal.OffsetOf<ThreadRegisters>(nameof(ThreadRegisters.InstructionPointer));
}
