using Diesis.Abi;

namespace Diesis.Simulating;

/// <summary>What stands at an instruction pointer.</summary>
internal enum Intent : byte
{
    Nothing,
    SystemCall,
    Access,
    Port,
    Fault,
    Compute,

    /// <summary>No program is here.</summary>
    Lost,
}

/// <summary>
/// A program as a thread runs it, from its first instruction to where it is now. A foreign thread has two: its program stands still while its
/// handler runs, and goes on from where it was.
/// </summary>
internal sealed class ProgramRun(ulong place)
{
    public Task Program { get; set; } = Task.CompletedTask;
    public PendingSystemCall Pending { get; set; } = new();

    /// <summary>The address of what it awaits.</summary>
    public ulong Place { get; set; } = place;

    /// <summary>What it was started with.</summary>
    public ulong Argument { get; init; }

    public Intent Intent { get; set; }

    /// <summary>The system call was made. When the thread goes on behind it, it is over; where it stands, it is to be made again.</summary>
    public bool IsMade { get; set; }

    /// <summary>The system call is one of a foreign thread's program, which its handler answers.</summary>
    public bool IsForeign { get; set; }

    /// <summary>Registers as the system call begins.</summary>
    public SystemCallRegisters Registers;

    /// <summary>It touched memory that was not there, and with which registers: these are the same when it touches it again.</summary>
    public bool HasFaulted { get; set; }
    public SystemCallRegisters AtFault;

    public ulong Address { get; set; }
    public ulong Value { get; set; }
    public FaultAccessFlags Access { get; set; }
    public FaultCode Code { get; set; }

    /// <summary>How long it still computes.</summary>
    public ulong TimeNs { get; set; }
}
