using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>From user mode into the kernel: what a thread asks is done to its end, or as far as it goes now, and the thread to go on with named.</summary>
// SAFETY: the machine passes the context of the thread that this core runs.
public unsafe partial struct CpuDriver
{
    /// <summary>A system call, its arguments in the thread's registers.</summary>
    /// <returns>The registers of the thread to go on with.</returns>
    public ThreadContext* HandleSystemCall(ThreadContext* context)
    {
        CheckWriter();
        Status status = Dispatch(context);
        if (status < KernelStatus.Blocked) context->Number = (ulong)status;
        else if (status == KernelStatus.Again) context->RestartSystemCall();
        return Leave();
    }

    /// <summary>Decodes the arguments and calls the handler, the method of the same name as in <see cref="IKernel"/>.</summary>
    private partial Status Dispatch(ThreadContext* context);

    /// <summary>An interrupt was handled that came from user mode.</summary>
    public ThreadContext* LeaveInterrupt()
    {
        CheckWriter();
        return Leave();
    }

    /// <summary>Reads a process's memory.</summary>
    private bool TryRead(UserBytes from, void* to) => TryRead(from, to, from.Length);

    [Bounded("each fault is of another page, and ranges that are copied are short")]
    private bool TryRead(UserBytes from, void* to, ulong bytes)
    {
        if (!IsUserRange(from.Address, bytes)) return false;
        while (true)
        {
            ulong fault = Machine.CopyFromUser(to, from.Address, bytes);
            if (fault == 0) return true;
            if (!TrySupplyPage(_current, fault, FaultAccessFlags.Read)) return false;
        }
    }

    /// <summary>Writes a process's memory.</summary>
    [Bounded("as TryRead")]
    private bool TryWrite(UserBuffer to, void* from)
    {
        if (!IsUserRange(to.Address, to.Length)) return false;
        while (true)
        {
            ulong fault = Machine.CopyToUser(to.Address, from, to.Length);
            if (fault == 0) return true;
            if (!TrySupplyPage(_current, fault, FaultAccessFlags.Write)) return false;
        }
    }

    /// <summary>No bytes at all are so anywhere.</summary>
    private static bool IsUserRange(ulong address, ulong bytes)
        => bytes == 0 || address >= MemoryLayout.UserStart && address < MemoryLayout.UserEnd && bytes <= MemoryLayout.UserEnd - address;
}
