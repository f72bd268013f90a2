using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>What a program of the simulation is: it awaits the kernel and its memory, through its thread, and nothing else.</summary>
public delegate Task UserProgram(SimulatedThread thread);

/// <summary>
/// A thread of a simulated process. It plays the processor in user mode: what the kernel says that this thread does next it does, up to the
/// next way into the kernel.
/// </summary>
/// <remarks>
/// Its registers are those of its context all the time. The instruction pointer counts what the program awaits, from where the program lies:
/// a fault handler's "skip" is one more, and any other change of it is a jump, into another program or to where none is.
/// </remarks>
public sealed class SimulatedThread : SimulatedKernel
{
    /// <summary>What stands at the instruction pointer.</summary>
    private enum Intent : byte
    {
        Nothing,
        SystemCall,
        Access,
        Fault,
        Compute,

        /// <summary>No program is here.</summary>
        Lost,
    }

    private readonly Simulation _world;
    private Task _program = Task.CompletedTask;
    private PendingSystemCall _pending = new();
    private SystemCallRegisters _registers;
    private Intent _intent;

    /// <summary>The system call was made: when the thread runs again it is over, or is to be made again.</summary>
    private bool _isMade;

    /// <summary>Where the instruction pointer was when the kernel was entered.</summary>
    private ulong _place;

    private ulong _address, _value, _timeNs;
    private FaultAccessFlags _access;
    private FaultCode _code;

    internal SimulatedThread(Simulation world, int core, ulong generation)
    {
        _world = world;
        Core = core;
        Generation = generation;
    }

    /// <summary>Its object's, by which the census names it, too.</summary>
    public ulong Generation { get; }
    public int Core { get; }
    public Simulation World => _world;

    /// <summary>What the kernel gave its core's first process; for threads of that process, and for those who were told.</summary>
    public StartBlock Start => _world.StartOf(Core);

    /// <summary>What it was started with.</summary>
    public ulong Argument { get; private set; }

    /// <summary>Makes any system call.</summary>
    public SystemCall<SystemCallRegisters> Invoke(SystemCallRegisters registers) => new(Invoke(in registers), static after => after);

    /// <summary>Reads a word of the process's memory. False: a fault handler had it passed over.</summary>
    public SystemCall<(bool Done, ulong Value)> Read(ulong address)
        => new(Access(address, 0, FaultAccessFlags.Read), static after => (after.Number == 0, after.A1));

    public SystemCall<bool> Write(ulong address, ulong value)
        => new(Access(address, value, FaultAccessFlags.Write), static after => after.Number == 0);

    /// <summary>Does what the processor refuses. Comes back when a fault handler has it passed over.</summary>
    public SystemCall<bool> Fault(FaultCode code)
    {
        _code = code;
        return new(Begin(Intent.Fault), static after => after.Number == 0);
    }

    /// <summary>Computes for so long.</summary>
    public SystemCall<bool> Compute(ulong ns)
    {
        _timeNs = ns;
        return new(Begin(Intent.Compute), static after => after.Number == 0);
    }

    protected override PendingSystemCall Invoke(in SystemCallRegisters registers)
    {
        _registers = registers;
        return Begin(Intent.SystemCall);
    }

    private PendingSystemCall Access(ulong address, ulong value, FaultAccessFlags access)
    {
        _address = address;
        _value = value;
        _access = access;
        return Begin(Intent.Access);
    }

    private PendingSystemCall Begin(Intent intent)
    {
        if (_intent != Intent.Nothing) throw new InvalidOperationException("a program awaits two things at once");
        _intent = intent;
        return _pending = new();
    }

    /// <summary>The kernel has this thread go on: its program runs to where it next needs the processor.</summary>
    internal unsafe void GoOn(ThreadContext* context)
    {
        if (context->InstructionPointer != _place)
        {
            Arrive(context);
            return;
        }
        if (!_isMade) return;
        _isMade = false;
        if (!context->MustRestart) Finish(context, SystemCallRegisters.Of(context));
        context->MustRestart = false;
    }

    /// <summary>The instruction pointer was changed.</summary>
    private unsafe void Arrive(ThreadContext* context)
    {
        ulong place = context->InstructionPointer;
        bool isSkip = place == _place + 1 && _intent is Intent.Access or Intent.Fault;
        _isMade = context->MustRestart = false;
        if (isSkip)
        {
            Finish(context, new SystemCallRegisters { Number = 1 });
            return;
        }
        _place = place;
        _intent = Intent.Lost;
        if (!_world.TryFindProgram(place, out UserProgram program)) return;
        Argument = context->A0;
        _intent = Intent.Nothing;
        _program = program(this);
        Settle(context);
    }

    private unsafe void Finish(ThreadContext* context, in SystemCallRegisters registers)
    {
        if (_world.IsTelling) Tell(_intent == Intent.SystemCall ? SystemCallText.Outcome(registers) : registers.Number == 0 ? "done" : "skipped");
        if (_intent == Intent.SystemCall) _world.Outcomes?.Add(_registers.Number, registers.Number);
        _intent = Intent.Nothing;
        _pending.Complete(registers);
        context->InstructionPointer = ++_place;
        Settle(context);
    }

    private unsafe void Settle(ThreadContext* context)
    {
        if (_program.IsCompleted && _intent == Intent.Nothing)
        {
            _program.GetAwaiter().GetResult();
            Exit(0);
        }
        if (_intent == Intent.Nothing) throw new InvalidOperationException("a program awaits something that is no thread's");
        if (_intent == Intent.SystemCall) _registers.Put(context);
    }

    /// <summary>Does what stands at the instruction pointer.</summary>
    /// <returns>The registers of the thread to go on with.</returns>
    internal unsafe ThreadContext* Act(SimulatedCore core, ThreadContext* context)
    {
        switch (_intent)
        {
            case Intent.SystemCall:
                if (_world.IsTelling) Tell(SystemCallText.Of(SystemCallRegisters.Of(context)));
                _isMade = true;
                return KernelEntry.SystemCall(core, context, _world.TakesFastPaths);
            case Intent.Access:
                return Access(core, context);
            case Intent.Fault:
                return Fault(core, _code, 0, default);
            case Intent.Compute:
                _timeNs -= core.Hardware.Compute(core, _timeNs);
                if (_timeNs == 0) Finish(context, default);
                return context;
            default:
                bool isMapped = SimulatedUserMemory.Of(core).TryReach(_place, FaultAccessFlags.Execute, out _);
                return Fault(core, isMapped ? FaultCode.IllegalInstruction : FaultCode.PageFault, _place, FaultAccessFlags.Execute);
        }
    }

    private unsafe ThreadContext* Access(SimulatedCore core, ThreadContext* context)
    {
        if (!SimulatedUserMemory.Of(core).TryReach(_address, _access, out PhysicalAddress place))
            return Fault(core, FaultCode.PageFault, _address, _access);
        // Devices are not played: they take what they are given, and say nothing.
        bool isDevice = place.Value >= core.Hardware.Memory.Bytes, isWrite = (_access & FaultAccessFlags.Write) != 0;
        ulong value = 0;
        if (!isDevice)
        {
            var word = (ulong*)core.Hardware.Memory.At(place);
            if (isWrite) *word = _value;
            value = *word;
        }
        Finish(context, new SystemCallRegisters { A1 = value });
        return context;
    }

    private unsafe ThreadContext* Fault(SimulatedCore core, FaultCode code, ulong address, FaultAccessFlags access)
    {
        if (_world.IsTelling) Tell($"{code} at {address:x}, {access}");
        return KernelEntry.Fault(core, code, address, access);
    }

    private void Tell(string text) => _world.Tell($"core {Core} thread {Generation,5:x}  {text}");
}
