namespace System;

public readonly partial struct Single
{
    private readonly float _value;
}
