using System;
using System.Text;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Checking;
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

    private readonly ShellNames _names;
    private Value[] _stack = new Value[256];
    private Frame[] _frames = new Frame[32];
    private Value[] _globals = [];
    private int _depth;
    private int _top;
    private int _nested;
    private int _pulls;
    private RunFailure? _failure;
    private volatile bool _isCancelled;

    /// <summary>A call: which code, where its registers begin, and where it goes on.</summary>
    private struct Frame
    {
        public Code Code;
        public int Base;
        public int Next;

        /// <summary>The place in the array of registers that its result is written to.</summary>
        public int Result;
    }

    public ShellMachine(ISessionServices session, IShellOutput output)
    {
        Session = session;
        _names = session.Names;
        Output = output;
    }

    public override bool IsEnding => _failure is not null || _isCancelled;

    /// <summary>Ends the line that runs, or the next one. From any thread.</summary>
    public void Cancel() => _isCancelled = true;

    /// <summary>Runs a line that was committed.</summary>
    /// <returns>Null if it came to its end.</returns>
    public RunFailure? Run(Code line)
    {
        _failure = null;
        _isCancelled = false;
        MakeGlobals();
        EnsureStack(line.Registers);
        Push(line, 0, 0);
        Execute(floor: 0);
        // What the line left in registers is nobody's any more.
        Array.Clear(_stack);
        _depth = _top = _nested = _pulls = 0;
        return _failure;
    }

    private void MakeGlobals()
    {
        int before = _globals.Length;
        if (_names.GlobalCount <= before) return;
        _globals = Larger(_globals, Math.Max(_names.GlobalCount, 2 * before));
        for (int i = before; i < _globals.Length; i++) _globals[i].Object = Unset;
    }

    public override void Fail(string message) => Fail(message, isCancelled: false);

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
        if (!_isCancelled) return false;
        Fail("cancelled", isCancelled: true);
        return true;
    }

    public override bool TryInvoke(Closure function, ReadOnlySpan<Value> arguments, out Value result)
    {
        result = default;
        if (_failure is not null) return false;
        if (_nested >= MostNested || _depth >= MostCalls)
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
