using System;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Presentation;
using Diesis.Shell.Types;

namespace Diesis.Shell.Machine;

public sealed partial class ShellMachine
{
    private const string Overflow = "the result does not fit into 64 bits";
    private const string DivisionByZero = "division by zero";
    private const string NoMemory = "this needs more memory than there is for lines";

    /// <summary>Runs until so many calls are left as <paramref name="floor"/> says, or until something has failed.</summary>
    private void Execute(int floor)
    {
        string problem;
    enter: // Also behind what may have moved frames and registers to larger arrays.
        ref Frame frame = ref _frames[_depth - 1];
        Code code = frame.Code;
        Instruction[] instructions = code.Instructions;
        int start = frame.Base, at = frame.Next;
        _top = start + code.Registers;
        Span<Value> registers = _stack.AsSpan(start, code.Registers);
        while (true)
        {
            Instruction i = instructions[at++];
            switch (i.Operation)
            {
                case Operation.Move: registers[i.A] = registers[i.B]; break;
                case Operation.LoadConstant: registers[i.A] = code.Constants[i.Number]; break;
                case Operation.LoadInt: registers[i.A].Bits = i.Small; break;
                case Operation.LoadGlobal:
                    registers[i.A] = _globals[i.Number];
                    if (!ReferenceEquals(registers[i.A].Object, Unset)) break;
                    problem = "this variable has no value yet: its own line did not come so far";
                    goto failed;
                case Operation.StoreGlobal: _globals[i.Number] = registers[i.A]; break;
                case Operation.AddInt:
                    if (Arithmetic.TryAdd(registers[i.B].Bits, registers[i.C].Bits, out registers[i.A].Bits)) break;
                    goto overflow;
                case Operation.AddSmall:
                    if (Arithmetic.TryAdd(registers[i.B].Bits, i.SmallC, out registers[i.A].Bits)) break;
                    goto overflow;
                case Operation.SubtractInt:
                    if (Arithmetic.TrySubtract(registers[i.B].Bits, registers[i.C].Bits, out registers[i.A].Bits)) break;
                    goto overflow;
                case Operation.MultiplyInt:
                    if (Arithmetic.TryMultiply(registers[i.B].Bits, registers[i.C].Bits, out registers[i.A].Bits)) break;
                    goto overflow;
                case Operation.DivideInt or Operation.RemainderInt:
                    if (registers[i.C].Bits == 0) goto zero;
                    if (registers[i.C].Bits == -1 && registers[i.B].Bits == long.MinValue) goto overflow;
                    registers[i.A].Bits = i.Operation == Operation.DivideInt ? registers[i.B].Bits / registers[i.C].Bits : registers[i.B].Bits % registers[i.C].Bits;
                    break;
                case Operation.NegateInt:
                    if (Arithmetic.TrySubtract(0, registers[i.B].Bits, out registers[i.A].Bits)) break;
                    goto overflow;
                case Operation.AddDouble: registers[i.A].Double = registers[i.B].Double + registers[i.C].Double; break;
                case Operation.SubtractDouble: registers[i.A].Double = registers[i.B].Double - registers[i.C].Double; break;
                case Operation.MultiplyDouble: registers[i.A].Double = registers[i.B].Double * registers[i.C].Double; break;
                case Operation.DivideDouble: registers[i.A].Double = registers[i.B].Double / registers[i.C].Double; break;
                case Operation.RemainderDouble: registers[i.A].Double = registers[i.B].Double % registers[i.C].Double; break;
                case Operation.NegateDouble: registers[i.A].Double = -registers[i.B].Double; break;
                case Operation.IntToDouble: registers[i.A].Double = registers[i.B].Bits; break;
                case Operation.Scale:
                    if (Arithmetic.TryRound(registers[i.B].Bits * registers[i.C].Double, out registers[i.A].Bits)) break;
                    goto overflow;
                case Operation.Unscale:
                    if (registers[i.C].Double == 0) goto zero;
                    if (Arithmetic.TryRound(registers[i.B].Bits / registers[i.C].Double, out registers[i.A].Bits)) break;
                    goto overflow;
                case Operation.Ratio:
                    if (registers[i.C].Bits == 0) goto zero;
                    registers[i.A].Double = (double)registers[i.B].Bits / registers[i.C].Bits;
                    break;
                case Operation.Not: registers[i.A].Bits = registers[i.B].Bits ^ 1; break;
                case Operation.EqualBits: registers[i.A].Bits = registers[i.B].Bits == registers[i.C].Bits ? 1 : 0; break;
                case Operation.LessInt: registers[i.A].Bits = registers[i.B].Bits < registers[i.C].Bits ? 1 : 0; break;
                case Operation.LessOrEqualInt: registers[i.A].Bits = registers[i.B].Bits <= registers[i.C].Bits ? 1 : 0; break;
                case Operation.EqualDouble: registers[i.A].Bits = registers[i.B].Double == registers[i.C].Double ? 1 : 0; break;
                case Operation.LessDouble: registers[i.A].Bits = registers[i.B].Double < registers[i.C].Double ? 1 : 0; break;
                case Operation.LessOrEqualDouble: registers[i.A].Bits = registers[i.B].Double <= registers[i.C].Double ? 1 : 0; break;
                case Operation.EqualText: registers[i.A].Bits = registers[i.B].Text == registers[i.C].Text ? 1 : 0; break;
                case Operation.LessText: registers[i.A].Bits = string.CompareOrdinal(registers[i.B].Text, registers[i.C].Text) < 0 ? 1 : 0; break;
                case Operation.LessOrEqualText: registers[i.A].Bits = string.CompareOrdinal(registers[i.B].Text, registers[i.C].Text) <= 0 ? 1 : 0; break;
                case Operation.EqualDeep:
                    registers[i.A].Bits = new ValueOrder(code.Types[i.C], this).Equals(registers[i.A], registers[i.B]) ? 1 : 0;
                    if (_cancellation.IsAsked) goto cancelled;
                    break;
                case Operation.Jump:
                    at += i.Distance;
                    if (i.Distance >= 0 || !_cancellation.IsAsked) break;
                    goto cancelled;
                case Operation.JumpIfFalse: if (!registers[i.A].IsTrue) at += i.Small; break;
                case Operation.JumpIfTrue: if (registers[i.A].IsTrue) at += i.Small; break;
                case Operation.MakeList:
                    if (!HasRoom(i.C)) goto full;
                    registers[i.A] = Value.FromObject(new ListValue(registers.Slice(i.B, i.C).ToArray()));
                    break;
                case Operation.MakeRecord:
                    if (!HasRoom(i.C)) goto full;
                    registers[i.A] = Value.FromObject(new RecordValue(registers.Slice(i.B, i.C).ToArray()));
                    break;
                case Operation.Field: registers[i.A] = registers[i.B].Record.Fields[i.C]; break;
                case Operation.Index or Operation.IndexText:
                    if (TryIndex(i, registers, out problem)) break;
                    goto failed;
                case Operation.ConcatenateLists:
                    if (TryConcatenateLists(i, registers, out problem)) break;
                    goto failed;
                case Operation.Concatenate:
                    // Where it goes may be one of its parts.
                    if (!TryConcatenate(registers.Slice(i.B, i.C), out Value joined, out problem)) goto failed;
                    registers[i.A] = joined;
                    break;
                case Operation.ToText:
                    registers[i.A] = Value.FromText(ValueText.Of(registers[i.B], code.Types[i.C]));
                    if (_memory.TryCharge(BytesOf(registers[i.A]))) break;
                    goto full;
                case Operation.Range: registers[i.A] = Value.FromObject(new RangeStream(registers[i.B].Bits, registers[i.C].Bits)); break;
                case Operation.EndlessRange: registers[i.A] = Value.FromObject(new RangeStream(registers[i.B].Bits, long.MaxValue)); break;
                case Operation.ToStream: registers[i.A] = Value.FromObject(new ListStream(registers[i.B].List)); break;
                case Operation.ToList:
                    frame.Next = at;
                    Value all = Value.FromObject(Collect(registers[i.B].Stream));
                    if (_failure is not null) goto ended;
                    _stack[start + i.A] = all;
                    goto enter;
                case Operation.Next:
                    if (registers[i.B].Object is RangeStream range)
                    {
                        // Nobody else is called for these: the way back to here looks whether the line is cancelled.
                        if (range.TryStep(out registers[i.A].Bits)) at++;
                        break;
                    }
                    frame.Next = at;
                    bool hasNext = TryPull(registers[i.B].Stream, out Value next);
                    if (_failure is not null) goto ended;
                    if (!hasNext) goto enter;
                    _stack[start + i.A] = next;
                    _frames[_depth - 1].Next++;
                    goto enter;
                case Operation.Call:
                    frame.Next = at;
                    if (_depth >= MostCalls) goto tooDeep;
                    if (_cancellation.IsAsked) goto cancelled;
                    Code callee = _codes[i.Number];
                    EnsureStack(start + i.A + callee.Registers);
                    Push(callee, start + i.A, start + i.A);
                    goto enter;
                case Operation.CallClosure:
                    frame.Next = at;
                    if (_depth >= MostCalls) goto tooDeep;
                    if (_cancellation.IsAsked) goto cancelled;
                    Closure closure = registers[i.A].Closure;
                    EnsureStack(start + i.A + 1 + closure.Code.Registers);
                    Push(closure.Code, start + i.A + 1, start + i.A);
                    TakeAlong(closure, start + i.A + 1);
                    goto enter;
                case Operation.CallCommand:
                    frame.Next = at;
                    if (_cancellation.IsAsked) goto cancelled;
                    CallSite site = code.CallSites[i.Number];
                    TypeArguments = site.TypeArguments;
                    Value result = site.Command.Body(this, registers.Slice(i.A, site.Command.Signature.Parameters.Length));
                    if (_failure is not null) goto ended;
                    if (_cancellation.IsAsked) goto cancelled;
                    if (result.Object is not null && !_memory.TryCharge(BytesOf(result))) goto full;
                    _stack[start + i.A] = result;
                    goto enter;
                case Operation.MakeClosure:
                    Code inner = code.Inner[i.Number];
                    if (!HasRoom(inner.Captured)) goto full;
                    registers[i.A] = Value.FromObject(new Closure(inner, registers.Slice(i.A, inner.Captured).ToArray()));
                    break;
                case Operation.Return:
                    _stack[frame.Result] = registers[i.A];
                    _depth--;
                    if (_depth == floor) return;
                    goto enter;
                case Operation.Start:
                    frame.Next = at;
                    StartJob(registers[i.A].Closure, code.Constants[i.Number].Text);
                    if (_failure is not null) goto ended;
                    goto enter;
                case Operation.Show:
                    frame.Next = at;
                    Presenter.Show(this, registers[i.A], code.Types[i.Number]);
                    if (_failure is not null) goto ended;
                    goto enter;
                default:
                    problem = "this machine does not know the instruction";
                    goto failed;
            }
        }
    overflow:
        problem = Overflow;
        goto failed;
    zero:
        problem = DivisionByZero;
        goto failed;
    full:
        problem = NoMemory;
        goto failed;
    tooDeep:
        problem = $"more than {MostCalls} calls wait for each other";
        goto failed;
    cancelled:
        frame.Next = at;
        CheckCancelled();
        goto ended;
    failed:
        frame.Next = at;
        Fail(problem);
    ended:
        _depth = floor;
    }

    private bool HasRoom(int items) => _memory.TryCharge(ListValue.BytesBesides + items * ListValue.BytesPerItem);

    /// <summary>Of a text or a list, without what is in it.</summary>
    private static long BytesOf(Value value) => value.Object switch
    {
        string text => 2L * text.Length,
        ListValue list => (long)ListValue.BytesPerItem * list.Items.Length,
        _ => 0,
    };

    private static bool TryIndex(Instruction i, Span<Value> registers, out string problem)
    {
        long index = registers[i.C].Bits;
        bool isText = i.Operation == Operation.IndexText;
        int count = isText ? registers[i.B].Text.Length : registers[i.B].List.Items.Length;
        problem = "";
        if (index < 0 || index >= count)
        {
            problem = $"there is no item {index}: there are {count}, counted from 0";
            return false;
        }
        registers[i.A] = isText ? Value.FromText(registers[i.B].Text[(int)index].ToString()) : registers[i.B].List.Items[(int)index];
        return true;
    }

    private bool TryConcatenateLists(Instruction i, Span<Value> registers, out string problem)
    {
        Value[] left = registers[i.B].List.Items, right = registers[i.C].List.Items;
        problem = $"a list has {ListValue.MostItems} items at most";
        if (left.Length + right.Length > ListValue.MostItems) return false;
        problem = NoMemory;
        if (!HasRoom(left.Length + right.Length)) return false;
        Value[] both = new Value[left.Length + right.Length];
        left.CopyTo(both, 0);
        right.CopyTo(both, left.Length);
        registers[i.A] = Value.FromObject(new ListValue(both));
        return true;
    }

    private bool TryConcatenate(Span<Value> parts, out Value text, out string problem)
    {
        text = default;
        long length = 0;
        foreach (Value part in parts) length += part.Text.Length;
        problem = $"a text has {ValueText.MostCharacters} characters at most";
        if (length > ValueText.MostCharacters) return false;
        problem = NoMemory;
        if (!_memory.TryCharge(2 * length)) return false;
        string[] texts = new string[parts.Length];
        for (int i = 0; i < texts.Length; i++) texts[i] = parts[i].Text;
        text = Value.FromText(string.Concat(texts));
        return true;
    }
}
