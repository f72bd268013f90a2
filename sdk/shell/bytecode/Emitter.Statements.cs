using Diesis.Shell.Checking;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Bytecode;

internal sealed partial class Emitter
{
    private void Emit(CheckedStatement statement)
    {
        int top = _top;
        _place = statement.Span;
        switch (statement)
        {
            case CheckedExpressionStatement expression:
                Emit(expression.Expression, Take());
                break;
            case CheckedShow show:
                int shown = Take();
                Emit(show.Expression, shown);
                _place = show.Span;
                Write(Instruction.WithNumber(Operation.Show, shown, Number(NumberOf(show.Expression.Type))));
                break;
            case CheckedStore store:
                EmitStore(store);
                // A variable keeps its register for the rest of its block.
                if (store.IsFirst && !store.Variable.IsGlobal) return;
                break;
            case CheckedWhile loop:
                EmitWhile(loop);
                break;
            case CheckedFor loop:
                EmitFor(loop);
                break;
            case CheckedBackground background:
                int job = Take();
                Emit(background.Lambda, job);
                _place = background.Span;
                _constants.Add(Value.FromText(background.Text));
                Write(Instruction.WithNumber(Operation.Start, job, Number(_constants.Count - 1)));
                break;
            case CheckedReturn leave:
                int result = Take();
                if (leave.Value is not null) Emit(leave.Value, result);
                Write(Instruction.Of(Operation.Return, result));
                break;
            case CheckedJump jump:
                EmitLoopJump(jump);
                break;
        }
        _top = top;
    }

    private void EmitStore(CheckedStore store)
    {
        if (store.Variable.IsGlobal)
        {
            int value = Take();
            Emit(store.Value, value);
            _place = store.Span;
            Write(Instruction.WithNumber(Operation.StoreGlobal, value, Number(store.Variable.Global)));
            return;
        }
        if (!store.IsFirst)
        {
            // What reads the variable while it is written to (x = f(x, 1)) reads it before its last instruction.
            EmitInto(store.Value, store.Variable.Register);
            return;
        }
        int register = Take();
        Emit(store.Value, register);
        store.Variable.Register = register;
    }

    /// <summary>Writes to a variable that the expression itself may read: only the last instruction of simple calculations may write there directly.</summary>
    private void EmitInto(CheckedExpression value, int register)
    {
        if (value is CheckedBinary or CheckedUnary or CheckedConstant or CheckedVariable or CheckedField)
        {
            Emit(value, register);
            return;
        }
        int temporary = Take();
        Emit(value, temporary);
        Write(Instruction.Of(Operation.Move, register, temporary));
    }

    private void EmitWhile(CheckedWhile loop)
    {
        Loop current = new(Here);
        int top = _top;
        int condition = Operand(loop.Condition);
        int end = WriteJumpIf(Operation.JumpIfFalse, condition);
        _top = top;
        EmitTurns(current, loop.Body, loop.Span, end);
    }

    private void EmitFor(CheckedFor loop)
    {
        int stream = Take(), item = Take();
        Emit(loop.Items, stream);
        loop.Variable.Register = item;
        _place = loop.Items.Span;
        Loop current = new(Here);
        Write(Instruction.Of(Operation.Next, item, stream));
        int end = WriteJump();
        EmitTurns(current, loop.Body, loop.Span, end);
    }

    /// <summary>What a loop does each time, the way back to its beginning, and where it is left.</summary>
    /// <param name="end">The jump that leaves it there.</param>
    private void EmitTurns(Loop loop, CheckedExpression body, TextSpan span, int end)
    {
        _loops.Push(loop);
        Emit(body, Take());
        _loops.Pop();
        _place = span;
        JumpBack(loop.Start);
        LeadHere(end);
        foreach (int leave in loop.Breaks) LeadHere(leave);
    }

    private void EmitLoopJump(CheckedJump jump)
    {
        Loop loop = _loops.Peek();
        if (jump.IsBreak) loop.Breaks.Add(WriteJump());
        else JumpBack(loop.Start);
    }
}
