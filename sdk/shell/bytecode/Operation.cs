namespace Diesis.Shell.Bytecode;

/// <summary>
/// What an instruction does. <c>a</c>, <c>b</c>, <c>c</c> are registers of its frame unless something else is said; what a register holds the compiler knows, so there is an operation for
/// each type where types differ. Sizes, durations and times are counted by the operations of integers.
/// </summary>
public enum Operation : byte
{
    /// <summary>a = b.</summary>
    Move,

    /// <summary>a = the constant with number bc.</summary>
    LoadConstant,

    /// <summary>a = bc, with its sign.</summary>
    LoadInt,

    /// <summary>a = the global variable bc, which must have a value.</summary>
    LoadGlobal,

    /// <summary>The global variable bc = a.</summary>
    StoreGlobal,

    /// <summary>a = b + c; fails where 64 bits do not hold it, as all of integers do.</summary>
    AddInt,
    SubtractInt,
    MultiplyInt,
    DivideInt,
    RemainderInt,
    NegateInt,

    /// <summary>a = b + c, c a number with its sign.</summary>
    AddSmall,

    AddDouble,
    SubtractDouble,
    MultiplyDouble,
    DivideDouble,
    RemainderDouble,
    NegateDouble,

    /// <summary>a = b as a double.</summary>
    IntToDouble,

    /// <summary>a = b × c, b an integer and c a double; fails where 64 bits do not hold it.</summary>
    Scale,

    /// <summary>a = b ÷ c, likewise.</summary>
    Unscale,

    /// <summary>a = b ÷ c as a double, both integers.</summary>
    Ratio,

    /// <summary>a = not b.</summary>
    Not,

    EqualBits,
    LessInt,
    LessOrEqualInt,
    EqualDouble,
    LessDouble,
    LessOrEqualDouble,
    EqualText,
    LessText,
    LessOrEqualText,

    /// <summary>a = whether a and b are equal, of the type with number c.</summary>
    EqualDeep,

    /// <summary>To the instruction abc further, with its sign. Where it leads back, a cancelled line ends.</summary>
    Jump,

    /// <summary>If not a, bc further.</summary>
    JumpIfFalse,

    /// <summary>If a, bc further.</summary>
    JumpIfTrue,

    /// <summary>a = a list of the c registers from b on.</summary>
    MakeList,

    /// <summary>a = a record of them.</summary>
    MakeRecord,

    /// <summary>a = the field of b with number c.</summary>
    Field,

    /// <summary>a = the item of list b with number c.</summary>
    Index,

    /// <summary>a = the character of text b with number c.</summary>
    IndexText,

    /// <summary>a = the items of lists b and c.</summary>
    ConcatenateLists,

    /// <summary>a = the texts of the c registers from b on, one after the other.</summary>
    Concatenate,

    /// <summary>a = b of the type with number c as text.</summary>
    ToText,

    /// <summary>a = the integers from b up to c.</summary>
    Range,

    /// <summary>a = the integers from b on.</summary>
    EndlessRange,

    /// <summary>a = list b as a stream.</summary>
    ToStream,

    /// <summary>a = all items of stream b.</summary>
    ToList,

    /// <summary>a = the next item of stream b, and over the next instruction; at its end, to it.</summary>
    Next,

    /// <summary>a = the function bc of the session, of the registers from a on.</summary>
    Call,

    /// <summary>a = the command of the call site bc, of the registers from a on.</summary>
    CallCommand,

    /// <summary>a = the function in a, of the b registers behind it.</summary>
    CallClosure,

    /// <summary>a = the function among this one's own with number bc, taking along the registers from a on.</summary>
    MakeClosure,

    /// <summary>Ends the function with a.</summary>
    Return,

    /// <summary>Has a job run the function in a; its text is the constant bc.</summary>
    Start,

    /// <summary>Shows a, of the type with number bc.</summary>
    Show,
}
