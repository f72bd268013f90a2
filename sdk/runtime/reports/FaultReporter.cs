using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>
/// Hears of what the processor refused to do for a thread of this process, tells of it, and lets the process end by that fault. It runs
/// on a thread of its own, which knows no objects: the one that faulted may have no stack left.
/// </summary>
// SAFETY: badges are addresses of blocks, whose threads wait for the answer and so are there.
internal static unsafe class FaultReporter
{
    private const nuint StackBytes = 64 << 10;

    /// <summary>An access this near to address 0 goes through a null reference: a field or an element of nothing.</summary>
    private const ulong NullReach = MemoryLayout.UserStart;

    /// <summary>How far below its end a stack that has none left is touched.</summary>
    private const ulong GuardReach = 64 << 10;

    private static Handle<Endpoint> _endpoint;

    /// <summary>Begins to hear of faults. A process too poor for it ends by them without a word.</summary>
    public static void Start()
    {
        var block = DiesisThreadPlatform.TryMake(StackBytes);
        if (block == null || Kernel.CreateEndpoint(Startup.Block.Budget, out _endpoint) != Status.Ok) return;
        _ = ThreadStack.Start(block->Platform.Thread, (ulong)block->StackEnd, &Run, 0);
    }

    /// <summary>Has the faults of a thread told of.</summary>
    public static void Watch(ThreadBlock* thread)
    {
        if (_endpoint.IsNone || Kernel.Clone(_endpoint, Rights.Call, (ulong)thread, out Handle marked) != Status.Ok) return;
        _ = Kernel.SetFaultHandler(thread->Platform.Thread, new Handle<Endpoint>(marked));
        _ = Kernel.Release(marked);
    }

    private static void Run(ulong argument)
    {
        Message message = default;
        while (Kernel.Receive(_endpoint, ref message) == Status.Ok)
        {
            if (RuntimeFault.TryClaimReport()) Tell((ThreadBlock*)message.Badge, in message);
            message = new() { Label = (ulong)FaultVerdict.Kill };
            _ = Kernel.Reply(default, ref message);
        }
    }

    private static void Tell(ThreadBlock* thread, in Message fault)
    {
        ReportLine line = default;
        line.Add("fault: ");
        Describe(ref line, thread, (FaultCode)fault.Label, fault.Word1, (FaultAccessFlags)fault.Word2);
        line.Log();
        ProgramReport.TellThread(thread);
        ProgramReport.TellPlace(fault.Word0);
        TellCallers(thread, fault.Word0);
    }

    private static void Describe(ref ReportLine line, ThreadBlock* thread, FaultCode code, ulong address, FaultAccessFlags access)
    {
        if (code != FaultCode.PageFault)
        {
            line.Add(code switch
            {
                FaultCode.IllegalInstruction => "an instruction that is none",
                FaultCode.Divide => "division by zero, or a quotient too large",
                FaultCode.Breakpoint => "a breakpoint without a debugger",
                FaultCode.SingleStep => "a debug trap without a debugger",
                FaultCode.FloatingPoint => "floating-point exception",
                FaultCode.Alignment => "an address off its alignment",
                _ => "an address or operand that the processor refuses",
            });
            return;
        }
        if ((access & FaultAccessFlags.Exhausted) != 0) line.Add("out of memory");
        else if (address < NullReach) line.Add("null reference");
        else if (address < (ulong)thread->StackStart && address >= (ulong)thread->StackStart - GuardReach) line.Add("stack overflow");
        else line.Add((access & FaultAccessFlags.Protection) != 0 ? "memory that may not be used so" : "memory that is not there");
        line.Add((access & FaultAccessFlags.Execute) != 0 ? " (execution" : (access & FaultAccessFlags.Write) != 0 ? " (write" : " (read");
        line.Add(" at ");
        line.AddHexadecimal(address);
        line.Add(")");
    }

    /// <summary>A function without a frame has its caller on top of the stack or in its register.</summary>
    private static void TellCallers(ThreadBlock* thread, ulong instruction)
    {
        ThreadRegisters registers = default;
        _ = Kernel.Suspend(thread->Platform.Thread);
        if (Kernel.ReadRegisters(thread->Platform.Thread, new Span<byte>(&registers, sizeof(ThreadRegisters))) != Status.Ok) return;
        if (!ProgramReport.HasFrame(instruction))
        {
            ulong caller = Registers.HasLink ? registers.General[Registers.Link]
                : ProgramReport.IsIn(registers.StackPointer, thread) ? *(ulong*)registers.StackPointer : 0;
            if (caller != 0) ProgramReport.TellPlace(caller - 1);
        }
        ProgramReport.TellCallers(registers.General[Registers.Frame], thread);
    }
}
