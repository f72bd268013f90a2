using System;
using Diesis.Shell.Checking;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Bytecode;

internal sealed partial class Emitter
{
    /// <summary>Where an operand is: a variable's own register, or one above.</summary>
    private int Operand(CheckedExpression expression)
    {
        if (expression is CheckedVariable { Variable: { IsGlobal: false } variable }) return variable.Register;
        int register = Take();
        Emit(expression, register);
        return register;
    }

    /// <summary>As <see cref="Operand"/>, where something is calculated between now and its use: a variable that may change meanwhile is copied.</summary>
    private int StableOperand(CheckedExpression expression, CheckedExpression next)
    {
        bool mayChange = expression is CheckedVariable { Variable.IsMutable: true } && !next.IsPure;
        if (!mayChange) return Operand(expression);
        int register = Take();
        Emit(expression, register);
        return register;
    }

    /// <summary>Writes what puts the value of an expression into a register.</summary>
    private void Emit(CheckedExpression expression, int to)
    {
        int top = _top;
        _place = expression.Span;
        switch (expression)
        {
            case CheckedConstant constant: EmitConstant(constant, to); break;
            case CheckedVariable variable: EmitVariable(variable.Variable, to); break;
            case CheckedUnary unary:
                int operand = Operand(unary.Operand);
                _place = unary.Span;
                Write(Instruction.Of(unary.Operation, to, operand));
                break;
            case CheckedBinary binary: EmitBinary(binary, to); break;
            case CheckedLogical logical: EmitLogical(logical, to); break;
            case CheckedField field:
                int target = Operand(field.Target);
                _place = field.Span;
                Write(Instruction.Of(Operation.Field, to, target, SmallNumber(field.Index)));
                break;
            case CheckedParts parts: EmitParts(parts, to); break;
            case CheckedText text:
                int shown = Operand(text.Operand);
                Write(Instruction.Of(Operation.ToText, to, shown, SmallNumber(NumberOf(text.Operand.Type))));
                break;
            case CheckedFunctionCall call:
                EmitCall(call.Arguments, to, Operation.Call, call.Function.Number, call);
                break;
            case CheckedCommandCall call:
                _sites.Add(call.Site);
                EmitCall(call.Arguments, to, Operation.CallCommand, _sites.Count - 1, call);
                break;
            case CheckedClosureCall call: EmitClosureCall(call, to); break;
            case CheckedLambda lambda: EmitLambda(lambda, to); break;
            case CheckedIf choice: EmitIf(choice, to); break;
            case CheckedBlock block: EmitBlock(block, to); break;
            case CheckedDiscard discard: Emit(discard.Operand, Take()); break;
        }
        _top = top;
    }

    private void EmitConstant(CheckedConstant constant, int to)
    {
        if (constant.Value.Object is null && constant.Value.Bits is >= short.MinValue and <= short.MaxValue)
        {
            Write(Instruction.WithNumber(Operation.LoadInt, to, (int)constant.Value.Bits));
            return;
        }
        _constants.Add(constant.Value);
        Write(Instruction.WithNumber(Operation.LoadConstant, to, Number(_constants.Count - 1)));
    }

    private void EmitVariable(Variable variable, int to)
    {
        if (variable.IsGlobal) Write(Instruction.WithNumber(Operation.LoadGlobal, to, Number(variable.Global)));
        else if (variable.Register != to) Write(Instruction.Of(Operation.Move, to, variable.Register));
    }

    private void EmitBinary(CheckedBinary binary, int to)
    {
        int left = StableOperand(binary.Left, binary.Right);
        if (binary.Right is CheckedConstant { Value.Bits: >= -127 and <= 127 } small && binary.Operation is Operation.AddInt or Operation.SubtractInt)
        {
            _place = binary.Span;
            Write(Instruction.Of(Operation.AddSmall, to, left, (int)(binary.Operation == Operation.AddInt ? small.Value.Bits : -small.Value.Bits)));
            return;
        }
        int right = Operand(binary.Right);
        if (binary.IsSwapped) (left, right) = (right, left);
        _place = binary.Span;
        if (binary.Operation == Operation.EqualDeep)
        {
            // Both operands and the type are needed: the answer replaces the left one, in a register of its own.
            int both = Take();
            Write(Instruction.Of(Operation.Move, both, left));
            Write(Instruction.Of(Operation.EqualDeep, both, right, SmallNumber(NumberOf(binary.Left.Type))));
            Write(Instruction.Of(Operation.Move, to, both));
        }
        else Write(Instruction.Of(binary.Operation, to, left, right));
        if (binary.IsNegated) Write(Instruction.Of(Operation.Not, to, to));
    }

    private void EmitLogical(CheckedLogical logical, int to)
    {
        // The target may be a variable that the right side reads.
        int register = Take();
        Emit(logical.Left, register);
        int end = WriteJumpIf(logical.IsAnd ? Operation.JumpIfFalse : Operation.JumpIfTrue, register);
        Emit(logical.Right, register);
        LeadHere(end);
        Write(Instruction.Of(Operation.Move, to, register));
    }

    /// <summary>Registers in a row; the first one, also if there are none.</summary>
    private int EmitRow(ReadOnlySpan<CheckedExpression> values)
    {
        int first = _top;
        foreach (CheckedExpression value in values) Emit(value, Take());
        return first;
    }

    /// <summary>So many registers are taken by parts at a time.</summary>
    private const int MostInRow = 64;

    private void EmitParts(CheckedParts parts, int to)
    {
        if (parts.Parts.Length > MostInRow && parts.Operation is Operation.MakeList or Operation.Concatenate)
        {
            EmitManyParts(parts, to);
            return;
        }
        int first = EmitRow(parts.Parts);
        _place = parts.Span;
        Write(Instruction.Of(parts.Operation, to, first, SmallNumber(parts.Parts.Length)));
    }

    /// <summary>A row after the other, each put behind what there is.</summary>
    private void EmitManyParts(CheckedParts parts, int to)
    {
        int whole = Take(), next = Take();
        for (int done = 0; done < parts.Parts.Length; done += MostInRow)
        {
            int top = _top;
            int first = EmitRow(parts.Parts.AsSpan(done, Math.Min(MostInRow, parts.Parts.Length - done)));
            _place = parts.Span;
            Write(Instruction.Of(parts.Operation, done == 0 ? whole : next, first, _top - first));
            _top = top;
            if (done == 0) continue;
            Write(parts.Operation == Operation.MakeList ? Instruction.Of(Operation.ConcatenateLists, whole, whole, next) : Instruction.Of(Operation.Concatenate, whole, whole, 2));
        }
        Write(Instruction.Of(Operation.Move, to, whole));
    }

    private void EmitCall(CheckedExpression[] arguments, int to, Operation operation, int number, CheckedExpression call)
    {
        int first = EmitRow(arguments);
        if (arguments.Length == 0) first = Take();
        _place = call.Span;
        Write(Instruction.WithNumber(operation, first, Number(number)));
        Write(Instruction.Of(Operation.Move, to, first));
    }

    private void EmitClosureCall(CheckedClosureCall call, int to)
    {
        int first = Take();
        Emit(call.Callee, first);
        EmitRow(call.Arguments);
        _place = call.Span;
        Write(Instruction.Of(Operation.CallClosure, first, call.Arguments.Length));
        Write(Instruction.Of(Operation.Move, to, first));
    }

    private void EmitLambda(CheckedLambda lambda, int to)
    {
        _innerFunctions.Add(lambda.Function);
        _inner.Add(_code);
        int first = _top;
        foreach ((Variable outer, _) in lambda.Function.Captured) EmitVariable(outer, Take());
        if (lambda.Function.Captured.Count == 0) first = Take();
        Write(Instruction.WithNumber(Operation.MakeClosure, first, Number(_inner.Count - 1)));
        Write(Instruction.Of(Operation.Move, to, first));
    }

    private void EmitIf(CheckedIf choice, int to)
    {
        int top = _top;
        int condition = Operand(choice.Condition);
        int otherwise = WriteJumpIf(Operation.JumpIfFalse, condition);
        _top = top;
        Emit(choice.Then, to);
        if (choice.Otherwise is null)
        {
            LeadHere(otherwise);
            return;
        }
        int end = WriteJump();
        LeadHere(otherwise);
        Emit(choice.Otherwise, to);
        LeadHere(end);
    }

    private void EmitBlock(CheckedBlock block, int to)
    {
        foreach (CheckedStatement statement in block.Statements) Emit(statement);
        if (block.Value is not null) Emit(block.Value, to);
    }
}
