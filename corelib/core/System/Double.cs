namespace System;

public readonly partial struct Double
{
    private readonly double _value;
}
