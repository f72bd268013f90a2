using Diesis.Abi;
using Diesis.Abi.Description;
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
/// a fault handler's "skip" is one more, as is what comes behind a system call, and any other change of it is a jump: to the beginning of a
/// program, back into one that was left, or to where none is.
/// </remarks>
public sealed class SimulatedThread : SimulatedKernel
{
    private readonly Simulation _world;

    /// <summary>All programs that it has begun, by where they lie, and the one that it is in.</summary>
    private readonly Dictionary<ulong, ProgramRun> _runs = [];
    private ProgramRun _run = new(0) { Intent = Intent.Lost };

    /// <summary>The objects that it was before it moved to where it is.</summary>
    private readonly HashSet<ulong> _left = [];

    internal SimulatedThread(Simulation world, int core, ulong generation)
    {
        _world = world;
        Core = core;
        Generation = generation;
    }

    /// <summary>Its object's, by which the census names it, too.</summary>
    public ulong Generation { get; private set; }

    /// <summary>Where it runs.</summary>
    public int Core { get; private set; }
    public Simulation World => _world;

    /// <summary>What the kernel gave its core's first process; for threads of that process, and for those who were told.</summary>
    public StartBlock Start => _world.StartOf(Core);

    /// <summary>What the program was started with.</summary>
    public ulong Argument => _run.Argument;

    /// <summary>Makes any system call.</summary>
    public SystemCall<SystemCallRegisters> Invoke(SystemCallRegisters registers) => new(Invoke(in registers), static after => after);

    /// <summary>Reads a word of the process's memory. False: a fault handler had it passed over.</summary>
    public SystemCall<(bool Done, ulong Value)> Read(ulong address)
        => new(Access(address, 0, FaultAccessFlags.Read), static after => (after.Number == 0, after.A1));

    public SystemCall<bool> Write(ulong address, ulong value)
        => new(Access(address, value, FaultAccessFlags.Write), static after => after.Number == 0);

    /// <summary>Uses an I/O port.</summary>
    public SystemCall<bool> UsePort(uint port)
    {
        _run.Address = port;
        return new(Begin(Intent.Port), static after => after.Number == 0);
    }

    /// <summary>Does what the processor refuses. Comes back when a fault handler has it passed over.</summary>
    public SystemCall<bool> Fault(FaultCode code)
    {
        _run.Code = code;
        return new(Begin(Intent.Fault), static after => after.Number == 0);
    }

    /// <summary>Computes for so long.</summary>
    public SystemCall<bool> Compute(ulong ns)
    {
        _run.TimeNs = ns;
        return new(Begin(Intent.Compute), static after => after.Number == 0);
    }

    protected override PendingSystemCall Invoke(in SystemCallRegisters registers)
    {
        _run.Registers = registers;
        return Begin(Intent.SystemCall);
    }

    private PendingSystemCall Access(ulong address, ulong value, FaultAccessFlags access)
    {
        _run.Address = address;
        _run.Value = value;
        _run.Access = access;
        return Begin(Intent.Access);
    }

    private PendingSystemCall Begin(Intent intent)
    {
        if (_run.Intent != Intent.Nothing) throw new InvalidOperationException("a program awaits two things at once");
        _run.Intent = intent;
        return _run.Pending = new();
    }

    /// <summary>It goes on as this object, which may be another than before: then that has ended, and never runs again.</summary>
    internal void BecomeObject(int core, ulong generation)
    {
        if (generation == Generation) return;
        if (_left.Contains(generation)) throw new InvalidOperationException($"thread {generation:x} has moved to another core, and goes on");
        _ = _left.Add(Generation);
        if (_world.IsTelling) Tell($"goes on as {generation:x} on core {core}");
        Generation = generation;
        Core = core;
    }

    /// <summary>The kernel has this thread go on: its program runs to where it next needs the processor.</summary>
    internal unsafe void GoOn(ThreadContext* context)
    {
        ulong place = context->InstructionPointer;
        if (place == _run.Place) return;
        if (place != _run.Place + 1 || !TryPass(context)) Arrive(context);
    }

    /// <summary>The thread goes on behind what the program awaited: it is over, or was passed over.</summary>
    /// <returns>False: that is not how the program gets there.</returns>
    private unsafe bool TryPass(ThreadContext* context)
    {
        if (_run.IsMade) Finish(context, SystemCallRegisters.Of(context));
        else if (_run.Intent is Intent.Access or Intent.Port or Intent.Fault) Finish(context, new SystemCallRegisters { Number = 1 });
        else return false;
        return true;
    }

    /// <summary>The thread is somewhere else than it was.</summary>
    private unsafe void Arrive(ThreadContext* context)
    {
        ulong place = context->InstructionPointer, start = Simulation.StartOfProgram(place);
        if (place == start && _world.TryFindProgram(place, out UserProgram program))
        {
            _runs[start] = _run = new ProgramRun(place) { Argument = context->A0 };
            _run.Program = program(this);
            Settle(context);
            return;
        }
        if (_runs.TryGetValue(start, out ProgramRun? left))
        {
            _run = left;
            if (place == left.Place || place == left.Place + 1 && TryPass(context)) return;
        }
        _run = new ProgramRun(place) { Intent = Intent.Lost };
    }

    private unsafe void Finish(ThreadContext* context, in SystemCallRegisters registers)
    {
        bool isCall = _run.Intent == Intent.SystemCall;
        if (_world.IsTelling) Tell(isCall ? SystemCallText.Outcome(in _run.Registers, registers) : registers.Number == 0 ? "done" : "skipped");
        if (isCall && !_run.IsForeign)
        {
            if (!context->WasLoaded) DeclaredErrors.Check(_run.Registers.Number, registers.Number);
            _world.Outcomes?.Add(_run.Registers.Number, registers.Number);
        }
        _run.Intent = Intent.Nothing;
        _run.IsMade = _run.HasFaulted = false;
        context->InstructionPointer = ++_run.Place;
        _run.Pending.Complete(registers);
        Settle(context);
    }

    private unsafe void Settle(ThreadContext* context)
    {
        if (_run.Program.IsCompleted && _run.Intent == Intent.Nothing)
        {
            _run.Program.GetAwaiter().GetResult();
            Exit(0);
        }
        if (_run.Intent == Intent.Nothing) throw new InvalidOperationException("a program awaits something that is no thread's");
        if (_run.Intent == Intent.SystemCall) _run.Registers.Put(context);
    }

    /// <summary>Does what stands at the instruction pointer.</summary>
    /// <returns>The registers of the thread to go on with.</returns>
    internal unsafe ThreadContext* Act(SimulatedCore core, ThreadContext* context)
    {
        switch (_run.Intent)
        {
            case Intent.SystemCall:
                return MakeSystemCall(core, context);
            case Intent.Access:
                return Access(core, context);
            case Intent.Port:
                if (!core.IsPortOpen((uint)_run.Address)) return Fault(core, FaultCode.Protection, 0, default);
                Finish(context, default);
                return context;
            case Intent.Fault:
                return Fault(core, _run.Code, 0, default);
            case Intent.Compute:
                _run.TimeNs -= core.Hardware.Compute(core, _run.TimeNs);
                if (_run.TimeNs == 0) Finish(context, default);
                return context;
            default:
                ulong place = context->InstructionPointer;
                bool isMapped = SimulatedUserMemory.Of(core).TryReach(place, FaultAccessFlags.Execute, out _);
                return Fault(core, isMapped ? FaultCode.IllegalInstruction : FaultCode.PageFault, place, FaultAccessFlags.Execute);
        }
    }

    private unsafe ThreadContext* MakeSystemCall(SimulatedCore core, ThreadContext* context)
    {
        if (_world.IsTelling) Tell(SystemCallText.Of(SystemCallRegisters.Of(context)));
        context->WasLoaded = false;
        _run.IsMade = true;
        _run.IsForeign = context->Foreign.Mode == ForeignMode.Program;
        context->InstructionPointer++;
        // Whoever does this does not come back to tell how it was.
        if (!_run.IsForeign && context->Number == SystemCallNumber.Exit) _world.Outcomes?.Add(context->Number, (ulong)Status.Ok);
        ThreadContext* next = KernelEntry.SystemCall(core, context, _world.TakesFastPaths);
        bool hasLeft = !_run.IsForeign && _run.Registers.Number == SystemCallNumber.ReturnToForeign && next == context && context->Foreign.Mode == ForeignMode.Program;
        if (hasLeft) _world.Outcomes?.Add(SystemCallNumber.ReturnToForeign, (ulong)Status.Ok);
        return next;
    }

    private unsafe ThreadContext* Access(SimulatedCore core, ThreadContext* context)
    {
        if (_run.HasFaulted && !context->WasLoaded && !_run.AtFault.Equals(SystemCallRegisters.Of(context)))
            throw new InvalidOperationException($"registers of thread {Generation:x} have changed by a page fault");
        _run.HasFaulted = false;
        if (!SimulatedUserMemory.Of(core).TryReach(_run.Address, _run.Access, out PhysicalAddress place))
        {
            context->WasLoaded = false;
            _run.AtFault = SystemCallRegisters.Of(context);
            _run.HasFaulted = true;
            return Fault(core, FaultCode.PageFault, _run.Address, _run.Access);
        }
        bool isDevice = place.Value >= core.Hardware.Memory.Bytes, isWrite = (_run.Access & FaultAccessFlags.Write) != 0;
        ulong value = 0;
        if (isDevice)
        {
            // Its registers say nothing, and take what they are given.
            if (isWrite) core.Hardware.WriteDevice(place.Frame, _run.Value);
        }
        else
        {
            var word = (ulong*)core.Hardware.Memory.At(place);
            if (isWrite) *word = _run.Value;
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
