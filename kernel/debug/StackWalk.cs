using System;
using Diesis.Abi.Symbols;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>
/// The callers of a place in the kernel, innermost first, found by the chain of frame pointers. Every pointer is
/// checked against the stack that the walk began on before it is followed, so a damaged stack ends it early and no worse.
/// </summary>
/// <remarks>
/// A frame, on every architecture served:
/// <code>
///   frame pointer ──►  + 0   the caller's frame pointer
///                      + 8   where the caller goes on
/// </code>
/// </remarks>
// SAFETY: every address is checked to lie in a stack before it is followed.
public unsafe ref struct StackWalk
{
    /// <summary>Callers shown at most: a stack that overflowed holds thousands.</summary>
    public const int MostFrames = 48;

    private readonly StackBounds _stack;
    private VirtualAddress _frame;
    private VirtualAddress _first, _second;
    private int _left;

    private StackWalk(VirtualAddress first, VirtualAddress second, VirtualAddress frame, StackBounds stack)
    {
        _first = first;
        _second = second;
        _frame = frame;
        _stack = stack;
        _left = MostFrames;
    }

    /// <summary>A place in code: an instruction that faulted, or one after a call.</summary>
    public VirtualAddress Current { get; private set; }

    /// <summary><see cref="Current"/> follows a call: the caller's line is that of the byte before.</summary>
    public bool IsReturnAddress { get; private set; }

    /// <summary>The walk from inside a function to its callers.</summary>
    public static StackWalk FromCall(VirtualAddress framePointer)
        => FromCall(framePointer, StackBounds.Around(framePointer));

    /// <safety>The stack is mapped from its first byte to its last.</safety>
    internal static StackWalk FromCall(VirtualAddress framePointer, StackBounds stack)
        => new(default, default, framePointer, stack);

    /// <summary>The walk from a fault.</summary>
    public static StackWalk FromFault(ref FaultReport fault)
    {
        bool hasFrame = Symbols.TryFind(fault.Instruction, out Symbol symbol) && !symbol.IsFrameless;
        return FromFault(ref fault, hasFrame, StackBounds.Around(fault.StackPointer));
    }

    /// <param name="hasFrame">
    /// Whether the function that faulted has a frame. One without has its caller in the link register or on top of the
    /// stack; so has a jump to where no function is.
    /// </param>
    /// <safety>The stack is mapped from its first byte to its last.</safety>
    internal static StackWalk FromFault(ref FaultReport fault, bool hasFrame, StackBounds stack)
    {
        VirtualAddress caller = default;
        if (!hasFrame)
        {
            caller = !fault.ReturnAddress.IsZero ? fault.ReturnAddress
                : stack.Hold(fault.StackPointer, sizeof(ulong)) ? new VirtualAddress(*(ulong*)fault.StackPointer.Pointer)
                : default;
        }
        return new StackWalk(fault.Instruction, caller, fault.FramePointer, stack);
    }

    public bool MoveNext()
    {
        if (_left-- <= 0) return false;
        if (!_first.IsZero)
        {
            Current = _first;
            IsReturnAddress = false;
            _first = default;
            return true;
        }
        IsReturnAddress = true;
        if (!_second.IsZero)
        {
            Current = _second;
            _second = default;
            return true;
        }
        if (!_stack.Hold(_frame, 2 * sizeof(ulong))) return false;
        // SAFETY: both words were just found to lie in the stack.
        ulong* words = (ulong*)_frame.Pointer;
        var next = new VirtualAddress(words[0]);
        Current = new VirtualAddress(words[1]);
        // Callers' frames lie above those of the called; anything else is not a chain.
        _frame = next > _frame ? next : default;
        return !Current.IsZero;
    }
}
