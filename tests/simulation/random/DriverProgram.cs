using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>A thread that drives a device: it takes an interrupt, registers, ports and memory that the device may reach, and serves it for a while.</summary>
internal sealed class DriverProgram(RandomHistory history, SeededRandom random)
{
    private const uint FirstPort = 0x60, Ports = 4;

    private readonly RandomCalls _calls = new(history.World, new SeededRandom(random.Next()), history.NextProgram);
    private readonly uint _device = (uint)random.Below(SimulatedHardware.DeviceCount);
    private SeededRandom _random = random;

    public async Task Run(SimulatedThread thread)
    {
        Handle<MemoryBudget> budget = ProgramTools.ChooseBudget(ref _random);
        Handle<Interrupt> interrupt = await TakeInterrupt(thread, budget);
        var (_, notification) = await thread.CreateNotification(budget);
        _ = await thread.BindInterrupt(interrupt, notification, 1UL << _random.Below(4));
        ulong registers = await MapRegisters(thread, budget);
        if (_random.OneIn(2)) await UsePorts(thread, budget);
        if (_random.OneIn(2)) await Transfer(thread, budget);
        for (int rounds = 2 + _random.Below(8); rounds > 0; rounds--)
        {
            _ = await thread.AcknowledgeInterrupt(interrupt);
            // The device signals at once, or it has by itself, or it does not.
            if (_random.OneIn(2)) _ = await thread.Write(registers, 1);
            _ = await thread.Wait(notification, history.World.Hardware.Now + (ulong)_random.Below(3000));
            _ = await thread.Write(registers, 0);
            if (_random.OneIn(6)) _ = await thread.MaskInterrupt(interrupt);
            if (_random.OneIn(4)) _ = await thread.Invoke(_calls.Next(default));
        }
        if (_random.OneIn(2)) _ = await thread.Release(interrupt);
    }

    private async Task<Handle<Interrupt>> TakeInterrupt(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        Handle<Interrupt> range = ProgramTools.Choose<Interrupt>(ref _random, ObjectType.Interrupt, Rights.Divide);
        if (_random.OneIn(3)) return (await thread.CreateMessageInterrupt(budget, range)).Item2;
        return (await thread.CreateInterrupt(budget, range, _device, (InterruptSignal)_random.Below(4))).Item2;
    }

    private async Task<ulong> MapRegisters(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        Handle<MemoryObject> all = ProgramTools.Choose<MemoryObject>(ref _random, ObjectType.MemoryObject, Rights.Divide);
        var (_, registers) = await thread.CreateDeviceMemory(budget, all, history.World.Hardware.FirstDevicePage + _device, 1, CachePolicy.Device);
        ulong at = RandomCalls.Arena + (20 + _device) * MemoryLayout.PageSize;
        _ = await thread.Map(ProgramTools.ChooseSpace(ref _random), registers, at, 0, 1, Protection.ReadWrite);
        return at;
    }

    private async Task UsePorts(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        Handle<IoPorts> all = ProgramTools.Choose<IoPorts>(ref _random, ObjectType.IoPorts, Rights.Divide);
        var (_, ports) = await thread.CreateIoPorts(budget, all, FirstPort, Ports);
        Status status = await thread.EnablePorts(ProgramTools.ChooseProcess(ref _random), ports);
        _ = await thread.Release(ports);
        for (int uses = 4; uses > 0 && status == Status.Ok; uses--)
        {
            _ = await thread.UsePort(FirstPort + (uint)_random.Below((int)Ports));
            _ = await thread.Compute((ulong)_random.Below(2000));
        }
    }

    private async Task Transfer(SimulatedThread thread, Handle<MemoryBudget> budget)
    {
        Handle<MemoryObject> all = ProgramTools.Choose<MemoryObject>(ref _random, ObjectType.MemoryObject, Rights.Divide);
        var (_, space) = await thread.CreateDmaSpace(budget, all);
        var (_, memory) = await thread.CreateMemory(budget, 1 + (ulong)_random.Below(3), MemoryOptions.Contiguous);
        var (status, address) = await thread.MapDma(space, memory, 0, 1);
        if (_random.OneIn(2)) _ = await thread.Release(memory);
        await thread.Compute((ulong)_random.Below(3000));
        if (status == Status.Ok && _random.OneIn(2)) _ = await thread.UnmapDma(space, address);
        if (_random.OneIn(2)) _ = await thread.Release(space);
    }
}
