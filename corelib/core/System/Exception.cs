namespace System;

/// <summary>Named by the language. There is no unwinding: a bug ends the program, an expected error is a value.</summary>
public class Exception
{
    private readonly string? _message;

    public Exception() { }
    public Exception(string? message) => _message = message;

    public virtual string Message => _message ?? "an exception was thrown";
}
