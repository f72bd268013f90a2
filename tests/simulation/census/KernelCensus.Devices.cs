using Diesis.Kernel.Devices;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>Interrupts, ports, and memory that devices reach: whose they are, and that nothing a device says is lost.</summary>
internal sealed unsafe partial class KernelCensus
{
    private void CountInterrupt(Interrupt* interrupt)
    {
        Refer(interrupt->Signal.To, "an interrupt");
        // The boot core was asked something, and answers to the object.
        if (interrupt->Claim is LineClaim.Asked or LineClaim.GivenUp) Refer(interrupt, "a request to the boot core");
    }

    private void CountDmaRange(DmaRange* range)
    {
        Refer(range->Memory, "a device's range");
        Of(range->Memory, "a device's range").DmaRanges++;
    }

    private void CountDmaSpace(DmaSpace* space) => CountRanges(space->Ranges.Root);

    private void CountRanges(TreeNode* node)
    {
        if (node == null) return;
        Of(DmaRange.Of(node), "a device's space").Trees++;
        CountRanges(node->Left);
        CountRanges(node->Right);
    }

    private static void CheckDmaRange(DmaRange* range, in Counted counted)
    {
        MemoryObject* memory = range->Memory;
        if (counted.Trees != 1) Fail($"a device's range is in {counted.Trees} spaces");
        ulong page = range->Node.Key / Page.Size - memory->Root.Frame.Number;
        if (memory->Backing != Backing.Run || page >= memory->Pages) Fail($"a device reaches {range->Node.Key:x}, which its memory has not");
    }

    private static void CheckPins(MemoryObject* memory, in Counted counted)
    {
        if (memory->Pins != counted.DmaRanges) Fail($"{Name(&memory->Header)} is pinned {memory->Pins} times, and for {counted.DmaRanges} ranges of devices");
    }

    private void CheckInterrupt(Interrupt* interrupt)
    {
        string name = Name(&interrupt->Header);
        if (interrupt->Latch.IsOpen && interrupt->Latch.HasWaiting) Fail($"{name} is awaited, has come, and was not told of");
        switch (interrupt->Kind)
        {
            case InterruptKind.Message when interrupt->Count != 0:
                if (world.Hardware.ReceiverOf(interrupt->Header.Core, interrupt->First) != (nuint)interrupt) Fail($"nobody tells {name} of its message");
                break;
            case InterruptKind.Line when interrupt->Claim == LineClaim.Held:
                DeviceLine line = world.Cores.Lines[interrupt->First];
                if (line.Owner != interrupt || line.Core != interrupt->Header.Core) Fail($"{name} believes that it has line {interrupt->First}");
                break;
        }
    }

    private void CheckLines()
    {
        for (uint number = 0; number < SimulatedHardware.LineCount; number++)
        {
            DeviceLine line = world.Cores.Lines[number];
            bool isOpen = world.Hardware.IsLineOpen(number);
            if (line.Owner == null)
            {
                if (isOpen) Fail($"line {number} is nobody's, and may come");
                continue;
            }
            _ = Of(line.Owner, $"line {number}");
            if (line.Owner->Claim != LineClaim.Held) Fail($"line {number} is owned by who does not know it");
            if (line.Latch.IsOpen && line.Latch.HasWaiting) Fail($"line {number} is awaited, has come, and was not told of");
            if (line.IsLevel && line.Latch.IsOpen && !isOpen) Fail($"line {number} is awaited, and masked");
            if (!line.IsLevel && !line.Latch.HasWaiting && !isOpen) Fail($"an edge of line {number} would be lost");
            if (line.IsDue) Fail($"line {number} has come, and its owner's core is not told");
        }
    }

    private void CheckMessages(int core)
    {
        for (uint number = 0; number < SimulatedHardware.MessagesPerCore; number++)
        {
            var receiver = (Interrupt*)world.Hardware.ReceiverOf(new CoreNumber(core), number);
            if (receiver == null) continue;
            _ = Of(receiver, "a device's message");
            if (receiver->Kind != InterruptKind.Message || receiver->First != number) Fail($"message {number} of core {core} is told to who has another");
        }
    }

    /// <summary>What ports are open on a core a process has that is in the space which the core uses.</summary>
    private void CheckPorts(int core)
    {
        ReadOnlySpan<PortRange> open = world.Hardware[core].OpenPorts;
        if (open.IsEmpty) return;
        foreach (ref readonly Counted counted in Objects)
        {
            if (counted.Object->Type != Abi.ObjectType.Process) continue;
            var process = (Process*)counted.Object;
            if (process->Ports == null || process->Space != Cpu(core)->SpaceInUse || process->Header.Core.Value != core) continue;
            if (AreAmong(open, process->Ports->Ranges)) return;
        }
        Fail($"core {core} has ports open that no process in its space may use");
    }

    private static bool AreAmong(ReadOnlySpan<PortRange> open, ReadOnlySpan<PortRange> allowed)
    {
        foreach (PortRange range in open)
        {
            bool isAllowed = false;
            foreach (PortRange other in allowed) isAllowed |= other.Contains(range);
            if (!isAllowed) return false;
        }
        return true;
    }
}
