namespace System;

[Flags]
public enum AttributeTargets
{
    Assembly = 1 << 0,
    Module = 1 << 1,
    Class = 1 << 2,
    Struct = 1 << 3,
    Enum = 1 << 4,
    Constructor = 1 << 5,
    Method = 1 << 6,
    Property = 1 << 7,
    Field = 1 << 8,
    Event = 1 << 9,
    Interface = 1 << 10,
    Parameter = 1 << 11,
    Delegate = 1 << 12,
    ReturnValue = 1 << 13,
    GenericParameter = 1 << 14,
    All = (1 << 15) - 1,
}
