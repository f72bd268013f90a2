using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;

namespace Diesis.Machines;

/// <summary>
/// The registers of a thread of user mode, in memory: the machine's entry code stores them when the thread enters the kernel, and loads them
/// when it goes on. System calls see them by the roles of <c>sdk/abi</c>. It lies at the start of the thread's page.
/// </summary>
public interface IThreadContext
{
    /// <summary>Going in: the number of the system call and the <see cref="MessageInfo"/>; coming out: the status.</summary>
    ulong Number { get; set; }

    ulong A0 { get; set; }
    ulong A1 { get; set; }
    ulong A2 { get; set; }
    ulong A3 { get; set; }
    ulong A4 { get; set; }
    ulong A5 { get; set; }
    ulong A6 { get; set; }
    ulong A7 { get; set; }

    /// <summary>The first of the handles.</summary>
    ulong H0 { get; set; }

    /// <summary>The last of the handles, in whose place a deadline may stand.</summary>
    ulong H3 { get; }

    /// <param name="index">0 to 3.</param>
    ulong Handle(int index);
    void SetHandle(int index, ulong value);

    ulong InstructionPointer { get; set; }
    ulong StackPointer { get; }

    /// <summary>FS base or TPIDR_EL0.</summary>
    ulong ThreadPointer { get; set; }

    [UnscopedRef] ref ForeignState Foreign { get; }

    /// <summary>Makes zeroed memory the context of a thread that has not run, its vector state as the processor's after reset.</summary>
    void Initialize();

    /// <summary>Has it go on at an address, on a stack, with an argument and the flags of a beginning; other registers stay as they are.</summary>
    void Start(ulong entry, ulong stackPointer, ulong argument);

    /// <summary>Has the thread make the system call again that it just made.</summary>
    void RestartSystemCall();

    void Save(ref ThreadRegisters registers);

    /// <summary>Takes over all that user mode may choose.</summary>
    void Load(in ThreadRegisters registers);
}
