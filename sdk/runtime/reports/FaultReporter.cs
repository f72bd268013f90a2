using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>
/// Hears of what the processor refused to do for a thread of this process, tells of it, and lets the process end by that fault; but not where somebody else's memory has
/// gone (<see cref="MemoryOfOthers"/>). It runs on a thread of its own, which knows no objects: the one that faulted may have no stack left.
/// </summary>
// SAFETY: badges are addresses of blocks, whose threads wait for the answer and so are there.
internal static unsafe class FaultReporter
{
    private const nuint StackBytes = 64 << 10;

    /// <summary>An access this near to address 0 goes through a null reference: a field or an element of nothing.</summary>
    private const ulong NullReach = MemoryLayout.UserStart;

    /// <summary>How far below its end a stack that has none left is touched.</summary>
    private const ulong GuardReach = 64 << 10;

    /// <summary>The badge of calls that ask for the program's end; no block lies there.</summary>
    private const ulong EndBadge = 1;

    /// <summary>Where faults are told; handles with the address of a thread's block as badge are made of it.</summary>
    private static SharedHandle<Endpoint> _endpoint;

    /// <summary>Where the program's end is asked for.</summary>
    private static SharedHandle<Endpoint> _end;

    /// <summary>Does the process have one? Some are too poor for it.</summary>
    public static bool IsThere { get; private set; }

    /// <summary>Begins to hear of faults. A process too poor for it ends by them without a word.</summary>
    public static void Start()
    {
        var block = DiesisThreadPlatform.TryMakeOn(0, StackBytes);
        if (block == null || Kernel.CreateEndpoint(Startup.Block.Budget, out Handle<Endpoint> endpoint) != Status.Ok
            || Kernel.Clone(endpoint, Rights.Call | Rights.Clone | Rights.Transfer, EndBadge, out Handle end) != Status.Ok
            || !CoreKeeper.TryMakeFirst(block))
            return;
        _endpoint = new(endpoint);
        _end = new(new Handle<Endpoint>(end));
        IsThere = ThreadStack.Start(block->Platform.Thread.Here, (ulong)block->StackEnd, &Run, (ulong)block) == Status.Ok;
    }

    /// <summary>Has the threads of a core that is about to join heard.</summary>
    public static bool TryShareWith(int core) => _endpoint.TryShareWith(core) && _end.TryShareWith(core);

    /// <summary>Has the faults of a thread told of.</summary>
    public static void Watch(ThreadBlock* thread)
    {
        if (!IsThere || Kernel.Clone(_endpoint.Here, Rights.Call, (ulong)thread, out Handle marked) != Status.Ok) return;
        _ = Kernel.SetFaultHandler(thread->Platform.Thread.Here, new Handle<Endpoint>(marked));
        _ = Kernel.Release(marked);
    }

    /// <summary>Ends the program on all its cores, from any of them.</summary>
    [DoesNotReturn]
    public static void EndProgram(ulong status)
    {
        if (ProgramCores.Current != 0)
        {
            // A process that ends itself has returned; one that another ends was killed.
            Message message = new() { Label = status };
            _ = Kernel.Call(_end.Here, ref message);
        }
        ProgramCores.EndOthers(status);
        _ = Kernel.EndProcess(Startup.Block.Process, status);
        // The kernel has no way back here.
        while (true) { }
    }

    private static void Run(ulong block)
    {
        _ = Kernel.SetThreadPointer(block);
        Message message = default;
        while (Kernel.Receive(_endpoint.Here, ref message) == Status.Ok)
        {
            switch (message.Badge)
            {
                case 0:
                    EndedThreads.Forget(core: 0);
                    break;
                case EndBadge:
                    EndProgram(message.Label);
                    break;
                default:
                    Answer((ThreadBlock*)message.Badge, ref message);
                    break;
            }
            message = default;
        }
    }

    private static void Answer(ThreadBlock* thread, ref Message message)
    {
        if (IsOfOthers(in message))
        {
            message = new() { Label = (ulong)FaultVerdict.Continue };
            _ = Kernel.Reply(default, ref message);
            return;
        }
        if (RuntimeFault.TryClaimReport()) Tell(thread, in message);
        ProgramCores.EndOthers(status: 0);
        // The program has faulted wherever it did, and the fault of its first process is what others see.
        if (thread->Platform.Core != 0) RuntimeFault.Stop();
        message = new() { Label = (ulong)FaultVerdict.Kill };
        _ = Kernel.Reply(default, ref message);
    }

    /// <summary>No bug: the thread touched memory that went with somebody else, and there is other memory in its place now.</summary>
    private static bool IsOfOthers(in Message fault)
        => fault.Label == (ulong)FaultCode.PageFault && ((FaultAccessFlags)fault.Word2 & ~FaultAccessFlags.Write) == 0 && MemoryOfOthers.TryReplace(fault.Word1);

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
        _ = Kernel.Suspend(thread->Platform.Thread.Here);
        if (Kernel.ReadRegisters(thread->Platform.Thread.Here, new Span<byte>(&registers, sizeof(ThreadRegisters))) != Status.Ok) return;
        if (!ProgramReport.HasFrame(instruction))
        {
            ulong caller = Registers.HasLink ? registers.General[Registers.Link]
                : ProgramReport.IsIn(registers.StackPointer, thread) ? *(ulong*)registers.StackPointer : 0;
            if (caller != 0) ProgramReport.TellPlace(caller - 1);
        }
        ProgramReport.TellCallers(registers.General[Registers.Frame], thread);
    }
}
