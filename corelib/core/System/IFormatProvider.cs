namespace System;

/// <summary>
/// Who would know how a culture writes. This library formats in one way, .NET's invariant one, whatever it is given.
/// </summary>
public interface IFormatProvider
{
    object? GetFormat(Type? formatType);
}
