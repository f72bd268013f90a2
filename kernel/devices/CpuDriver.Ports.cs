using Diesis.Abi;
using Diesis.Kernel.Devices;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// I/O ports in user mode. A core has them closed until a thread runs into that, and closes them again when it goes over to another space:
/// who uses none pays nothing.
/// </summary>
// SAFETY: a process has its table until it ends.
public unsafe partial struct CpuDriver
{
    /// <summary>Opens the ports of a process to its thread, which the processor has just refused something.</summary>
    /// <returns>False when it has none, or they are open already: then it was something else.</returns>
    private static bool TryOpenPorts(Thread* thread)
    {
        PortTable* ports = thread->Process->Ports;
        return ports != null && Machine.TryOpenPorts(ports->Version, ports->Ranges);
    }

    private Status EnablePorts(Process* process, PortRange range)
    {
        if (process->Ports == null)
        {
            Status status = TryTakePage(process->Header.Budget, out void* page);
            if (status != Status.Ok) return status;
            process->Ports = (PortTable*)page;
        }
        return process->Ports->TryAdd(range, NextGeneration()) ? Status.Ok : Status.BudgetExceeded;
    }

    /// <summary>A process has ended that may have had ports.</summary>
    private void GiveBackPorts(Process* process)
    {
        if (process->Ports == null) return;
        Machine.ClosePorts();
        GiveBackPage(process->Header.Budget, process->Ports);
        process->Ports = null;
    }
}
