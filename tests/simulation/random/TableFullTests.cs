using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Kernel.Capabilities;

namespace Diesis.Simulating;

/// <summary>A process that has all the handles there can be: whatever would bring it another is refused.</summary>
public sealed class TableFullTests
{
    private readonly HashSet<string> _refused = [];

    [Simulated(Cores = 1, Seeds = 1)]
    public void WhatWouldGiveAHandleIsRefused(Simulation world)
    {
        world.Hardware.HaveAll();
        world.Boot(0, TryAll);
        world.Run();
        IEnumerable<string> declared = DeclaredErrors.Read().Where(static call => call.Value.Contains(Status.TableFull)).Select(static call => DeclaredErrors.NameOf(call.Key));
        // The machine has no screen.
        Assert.Equal(declared.Where(static call => call != "TakeScreen").Order(), _refused.Order());
    }

    private async Task TryAll(SimulatedThread thread)
    {
        StartBlock start = thread.Start;
        Handle<MemoryBudget> budget = start.Budget;
        var (_, endpoint) = await thread.CreateEndpoint(budget);
        var (_, memory) = await thread.CreateMemory(budget, 1, MemoryOptions.None);
        var (_, notification) = await thread.CreateNotification(budget);
        var (_, still) = await thread.CreateThread(budget, start.Process, default);
        var (_, served) = await thread.CreateEndpoint(budget);
        await StartServer(thread, endpoint);
        await StartOther(thread, async client => await client.Call(served, default));
        Assert.Equal(Status.Ok, (await thread.Receive(served, default)).Item1);
        await Fill(thread, notification);

        Check("KeepReply", (await thread.KeepReply(budget)).Status);
        Check("CreateEndpoint", (await thread.CreateEndpoint(budget)).Status);
        Check("CreateNotification", (await thread.CreateNotification(budget)).Status);
        Check("Clone", (await thread.Clone(endpoint, Rights.None, 0)).Status);
        Check("Weaken", (await thread.Weaken(endpoint, Rights.None)).Status);
        Check("Transfer", (await thread.Transfer(start.Process, notification)).Status);
        Check("Lend", (await thread.Lend(budget, memory, Rights.Read, 0)).Status);
        Check("CreateBudget", (await thread.CreateBudget(budget, MemoryLayout.PageSize)).Status);
        Check("CreateMemory", (await thread.CreateMemory(budget, 1, MemoryOptions.None)).Status);
        Check("CreateDeviceMemory",
            (await thread.CreateDeviceMemory(budget, start.DeviceMemory, thread.World.Hardware.FirstDevicePage, 1, CachePolicy.Device)).Status);
        Check("CreateCopy", (await thread.CreateCopy(budget, memory)).Status);
        Check("CreatePagedMemory", (await thread.CreatePagedMemory(budget, 1, endpoint)).Status);
        Check("CreateAddressSpace", (await thread.CreateAddressSpace(budget)).Status);
        Check("CreateProcess", (await thread.CreateProcess(budget, start.Space)).Status);
        Check("CreateThread", (await thread.CreateThread(budget, start.Process, default)).Status);
        Check("MigrateThread", (await thread.MigrateThread(budget, still, start.Process, default)).Status);
        Check("CreateSchedulingContext", (await thread.CreateSchedulingContext(budget, start.Scheduling, 1, 10_000, 10_000)).Status);
        Check("CreateTimer", (await thread.CreateTimer(budget, notification, 1)).Status);
        Check("CreateInterrupt", (await thread.CreateInterrupt(budget, start.Interrupts, 0, InterruptSignal.RisingEdge)).Status);
        Check("CreateMessageInterrupt", (await thread.CreateMessageInterrupt(budget, start.Interrupts)).Status);
        Check("CreateIoPorts", (await thread.CreateIoPorts(budget, start.Ports, 0, 1)).Status);
        Check("CreateDmaSpace", (await thread.CreateDmaSpace(budget, start.DeviceMemory)).Status);

        Message message = default;
        Assert.True(message.TryAdd(notification.Untyped, HandlePassing.Clone));
        Check("Call", (await thread.Call(endpoint, message)).Status);
    }

    private void Check(string call, Status status)
    {
        Assert.True(status == Status.TableFull, $"{call}: {status}");
        Assert.True(_refused.Add(call));
    }

    /// <summary>Another thread of the process, which takes handles with the calls that it waits for.</summary>
    private static Task StartServer(SimulatedThread thread, Handle<Endpoint> endpoint)
    {
        Message message = default;
        message.Info = message.Info.Accepting();
        return StartOther(thread, async server => await server.Receive(endpoint, message));
    }

    private static async Task StartOther(SimulatedThread thread, UserProgram program)
    {
        StartBlock start = thread.Start;
        var (_, time) = await thread.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 10_000, 10_000);
        var (_, other) = await thread.CreateThread(start.Budget, start.Process, time);
        Assert.Equal(Status.Ok, await thread.StartThread(other, thread.World.AddProgram(program), 0, 0));
        var (_, alarm) = await thread.CreateNotification(start.Budget);
        Assert.Equal(Status.TimedOut, (await thread.Wait(alarm, thread.World.Hardware.Now + 10_000)).Status);
    }

    private static async Task Fill(SimulatedThread thread, Handle<Notification> notification)
    {
        int handles = 0;
        while (await thread.Weaken(notification, Rights.None) is (Status.Ok, _)) handles++;
        Assert.InRange(handles, HandleTable.MostHandles - 64, HandleTable.MostHandles);
    }
}
