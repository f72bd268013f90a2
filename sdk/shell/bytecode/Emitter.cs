using System.Collections.Generic;
using Diesis.Shell.Checking;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Bytecode;

/// <summary>
/// Writes the instructions of one function. A variable has a register as long as its block lasts; what is in between has those above, and gives them back at once. Each
/// expression is written to where its value is wanted, so few moves are needed.
/// </summary>
internal sealed partial class Emitter
{
    private readonly CheckedFunction _function;
    private readonly Code _code;
    private readonly List<Instruction> _instructions = [];
    private readonly List<TextSpan> _places = [];
    private readonly List<Value> _constants = [];
    private readonly List<ShellType> _types = [];
    private readonly List<CallSite> _sites = [];
    private readonly List<Code> _inner = [];
    private readonly Stack<Loop> _loops = [];
    private TextSpan _place;
    private int _top;
    private int _most;
    private bool _isTooLarge;

    /// <summary>The jumps out of a loop that have to be led to its end, and where it goes on.</summary>
    private sealed class Loop(int start)
    {
        public int Start { get; } = start;
        public List<int> Breaks { get; } = [];
    }

    private Emitter(CheckedFunction function)
    {
        _function = function;
        _code = new Code(function.Name, function.Source);
    }

    /// <summary>Compiles a function that has no mistakes.</summary>
    /// <param name="problems">Takes that it is too large, if so.</param>
    public static Code Compile(CheckedFunction function, List<Problem> problems)
    {
        Emitter emitter = new(function);
        emitter.EmitFunction(problems);
        return emitter._code;
    }

    private void EmitFunction(List<Problem> problems)
    {
        foreach (Variable parameter in _function.Parameters) parameter.Register = Take();
        foreach ((_, Variable inner) in _function.Captured) inner.Register = Take();
        CheckedExpression body = _function.Body!;
        _place = body.Span;
        int result = _top < Instruction.MostRegisters ? Take() : 0;
        Emit(body, result);
        Write(Instruction.Of(Operation.Return, result));
        // What a lambda in it was too large for it has said.
        if (_isTooLarge) problems.Add(new Problem(body.Span, "this is too large for one function: divide it"));
        _code.Parameters = _function.Parameters.Count;
        _code.Captured = _function.Captured.Count;
        _code.Registers = _most;
        _code.Instructions = _instructions.ToArray();
        _code.Places = _places.ToArray();
        _code.Constants = _constants.ToArray();
        _code.Types = _types.ToArray();
        _code.CallSites = _sites.ToArray();
        _code.Inner = _inner.ToArray();
        CompileInner(problems);
    }

    private readonly List<CheckedFunction> _innerFunctions = [];

    /// <summary>Lambdas are compiled behind the function that they are in, when the registers of what they take along are known.</summary>
    private void CompileInner(List<Problem> problems)
    {
        for (int i = 0; i < _innerFunctions.Count; i++) _code.Inner[i] = Compile(_innerFunctions[i], problems);
    }

    /// <summary>A register that is free; the first one if there is none, in a function that will not be run.</summary>
    private int Take()
    {
        if (_top >= Instruction.MostRegisters)
        {
            _isTooLarge = true;
            return 0;
        }
        int register = _top++;
        if (_top > _most) _most = _top;
        return register;
    }

    private void Write(Instruction instruction)
    {
        _instructions.Add(instruction);
        _places.Add(_place);
    }

    private int Here => _instructions.Count;

    private int Number(int number)
    {
        if (number > Instruction.MostNumber) _isTooLarge = true;
        return number;
    }

    private int SmallNumber(int number)
    {
        if (number > byte.MaxValue) _isTooLarge = true;
        return number;
    }

    private int NumberOf(ShellType type)
    {
        int known = _types.IndexOf(type);
        if (known >= 0) return known;
        _types.Add(type);
        return _types.Count - 1;
    }

    /// <summary>Writes a jump whose end is not known yet.</summary>
    private int WriteJump() 
    {
        Write(Instruction.Jump(0));
        return Here - 1;
    }

    private int WriteJumpIf(Operation operation, int register)
    {
        Write(Instruction.WithNumber(operation, register, 0));
        return Here - 1;
    }

    /// <summary>Leads a jump to the next instruction that is written.</summary>
    private void LeadHere(int jump)
    {
        Instruction instruction = _instructions[jump];
        int distance = Here - jump - 1;
        if (distance > short.MaxValue) _isTooLarge = true;
        _instructions[jump] = instruction.Operation == Operation.Jump ? Instruction.Jump(distance) : Instruction.WithNumber(instruction.Operation, instruction.A, distance);
    }

    private void JumpBack(int to) => Write(Instruction.Jump(to - Here - 1));
}
