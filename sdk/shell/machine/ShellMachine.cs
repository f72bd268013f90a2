using System;
using System.Text;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Checking;
using Diesis.Shell.Presentation;
using Diesis.Shell.Sessions;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Machine;

/// <summary>
/// Runs compiled lines. Registers of all calls lie in one array of values, those of a call behind those of its caller, so that arguments are handed over by
/// being where the callee looks for its parameters.
/// </summary>
/// <remarks>
/// Nothing is thrown: what fails notes the first failure, and everybody who has called returns. A line is cancelled from any thread; it ends at its next
/// jump back, call, or item of a stream.
/// </remarks>
public sealed partial class ShellMachine : CommandContext
{
    /// <summary>How many calls may wait for each other.</summary>
    public const int MostCalls = 1_000;

    /// <summary>How many commands may be running that called functions that called commands: each has its place on the stack of the processor.</summary>
    public const int MostNested = 40;

    /// <summary>How many streams may be made of each other, for the same reason.</summary>
    private const int MostPulls = 250;

    /// <summary>What a global variable holds before its line got to it.</summary>
    private static readonly object Unset = new();

    /// <summary>
    /// How much of the heap lines may have: what would be more fails. Whoever has a process around this says how much there is.
    /// </summary>
    public static long MostHeapBytes { get; set; } = 1L << 30;

    private readonly ShellNames _names;
    private readonly LineCancellation _cancellation;

    /// <summary>What this lies within already, if a command of another machine has it run something.</summary>
    private readonly int _nestedBefore;

    /// <summary>The functions of the session, as they were when the line began.</summary>
    private Code[] _codes = [];
    private MemoryGuard _memory;
    private Value[] _stack = new Value[256];
    private Frame[] _frames = new Frame[32];
    private Value[] _globals = [];
    private int _depth;
    private int _top;
    private int _nested;
    private int _pulls;
    private RunFailure? _failure;

    /// <summary>A call: which code, where its registers begin, and where it goes on.</summary>
    private struct Frame
    {
        public Code Code;
        public int Base;
        public int Next;

        /// <summary>The place in the array of registers that its result is written to.</summary>
        public int Result;
    }

    /// <param name="cancellation">Whoever begins and ends what runs sees to it that it says so there.</param>
    /// <param name="nestedBefore">As <see cref="CommandContext.NestedCalls"/> of who has this run.</param>
    public ShellMachine(ISessionServices session, IShellOutput output, LineCancellation? cancellation = null, int nestedBefore = 0)
    {
        Session = session;
        _names = session.Names;
        _cancellation = cancellation ?? new LineCancellation();
        _nestedBefore = nestedBefore;
        Output = output;
    }

    /// <summary>Ends what this machine runs, and nothing around it: the session is over. For its own thread.</summary>
    internal void Stop()
    {
        if (_failure is null) Fail("over", isCancelled: true);
    }

    public override bool IsEnding => _failure is not null || _cancellation.IsAsked;
    public override int NestedCalls => _nestedBefore + _nested;
    public override LineCancellation Cancellation => _cancellation;

    /// <summary>Runs a line that was committed.</summary>
    /// <returns>Null if it came to its end.</returns>
    public RunFailure? Run(Code line)
    {
        _failure = null;
        MakeGlobals();
        if (_codes.Length != _names.Codes.Count) _codes = _names.Codes.ToArray();
        EnsureStack(line.Registers);
        Push(line, 0, 0);
        Execute(floor: 0);
        return Finish();
    }

    /// <summary>Runs a function without parameters, as a job, with copies of the variables of another machine's session.</summary>
    /// <param name="globals">They stay this machine's.</param>
    internal RunFailure? Run(Closure function, Value[] globals)
    {
        _failure = null;
        _globals = globals;
        _codes = _names.Codes.ToArray();
        EnsureStack(function.Code.Registers);
        Push(function.Code, 0, 0);
        TakeAlong(function, 0);
        Execute(floor: 0);
        return Finish();
    }

    private RunFailure? Finish()
    {
        BeforeWaiting = null;
        // What the line left in registers is nobody's any more.
        Array.Clear(_stack);
        _depth = _top = _nested = _pulls = 0;
        return _failure;
    }

    private void StartJob(Closure function, string text)
    {
        if (Session.Jobs.TryStart(function, text, _names, _globals.AsSpan(0, Math.Min(_globals.Length, _names.GlobalCount)).ToArray(), out int number)) Output.Write($"[{number}] {ValueText.Harmless(text, keepsLines: false)}\n");
        else Fail($"{JobTable.MostRunning} jobs run already: wait for one, or cancel it");
    }

    private void MakeGlobals()
    {
        int before = _globals.Length;
        if (_names.GlobalCount <= before) return;
        _globals = Larger(_globals, Math.Max(_names.GlobalCount, 2 * before));
        for (int i = before; i < _globals.Length; i++) _globals[i].Object = Unset;
    }

    /// <summary>What fails when the line is no longer wanted fails because of that: who waited for somebody was woken.</summary>
    public override void Fail(string message)
    {
        if (!CheckCancelled()) Fail(message, isCancelled: false);
    }

    public override bool TryCharge(long bytes)
    {
        if (_failure is not null) return false;
        if (_memory.TryCharge(bytes)) return true;
        Fail(NoMemory);
        return false;
    }

    public override bool TrySleep(TimeSpan time)
    {
        const long most = int.MaxValue;
        BeforeWaiting?.Invoke();
        if (time > TimeSpan.Zero) _ = _cancellation.Wait((int)Math.Min((long)time.TotalMilliseconds + 1, most));
        return !CheckCancelled() && _failure is null;
    }

    private void Fail(string message, bool isCancelled)
    {
        if (_failure is not null) return;
        ref Frame frame = ref _frames[_depth - 1];
        TextSpan place = frame.Code.Places[Math.Max(frame.Next - 1, 0)];
        _failure = new RunFailure(frame.Code.Source, new Problem(place, message), Trace(), isCancelled);
    }

    private string Trace()
    {
        const int most = 8;
        StringBuilder text = new();
        int shown = 0;
        for (int i = _depth - 1; i >= 0 && shown < most; i--)
        {
            Code code = _frames[i].Code;
            if (code.Name == "" || code.Name == code.Source.Name) continue;
            code.Source.LineAt(code.Places[Math.Max(_frames[i].Next - 1, 0)].Start, out int line);
            text.Append("  in ").Append(code.Name).Append(code.Source.Name == "" ? "" : $" ({code.Source.Name}:{line})").Append('\n');
            shown++;
        }
        return text.ToString();
    }

    public override bool TryPull(ValueStream stream, out Value item)
    {
        item = default;
        if (_failure is not null || CheckCancelled()) return false;
        if (_pulls >= MostPulls)
        {
            Fail("too many streams are made of each other");
            return false;
        }
        _pulls++;
        bool hasItem = stream.TryNext(this, out item);
        _pulls--;
        return hasItem && _failure is null;
    }

    private bool CheckCancelled()
    {
        if (!_cancellation.IsAsked) return false;
        Fail("cancelled", isCancelled: true);
        return true;
    }

    public override bool TryInvoke(Closure function, ReadOnlySpan<Value> arguments, out Value result)
    {
        result = default;
        if (_failure is not null) return false;
        if (NestedCalls >= MostNested || _depth >= MostCalls)
        {
            Fail("calls lie too deep within each other");
            return false;
        }
        int top = _top, pulls = _pulls;
        EnsureStack(top + function.Code.Registers);
        arguments.CopyTo(_stack.AsSpan(top));
        Push(function.Code, top, top);
        TakeAlong(function, top);
        _nested++;
        Execute(_depth - 1);
        _nested--;
        _top = top;
        _pulls = pulls;
        result = _stack[top];
        return _failure is null;
    }

    private void TakeAlong(Closure function, int at)
        => function.Captured.AsSpan().CopyTo(_stack.AsSpan(at + function.Code.Parameters));

    private void Push(Code code, int at, int result)
    {
        if (_depth == _frames.Length) _frames = Larger(_frames, 2 * _depth);
        _frames[_depth++] = new Frame { Code = code, Base = at, Next = 0, Result = result };
        _top = at + code.Registers;
    }

    private void EnsureStack(int registers)
    {
        if (registers > _stack.Length) _stack = Larger(_stack, Math.Max(registers, 2 * _stack.Length));
    }

    private static T[] Larger<T>(T[] items, int length)
    {
        T[] larger = new T[length];
        items.AsSpan().CopyTo(larger);
        return larger;
    }
}
