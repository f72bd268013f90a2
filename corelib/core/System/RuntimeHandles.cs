// The values that the intermediate language has for a type, a method and a field.
namespace System;

public struct RuntimeTypeHandle
{
    private nint _value;

    internal RuntimeTypeHandle(nint value) => _value = value;
}

public struct RuntimeMethodHandle
{
    private nint _value;
}

public struct RuntimeFieldHandle
{
    private nint _value;
}
