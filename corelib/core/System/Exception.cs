namespace System;

/// <summary>
/// What went wrong. There is no unwinding: throwing one ends the program with its message, an expected error is a value.
/// </summary>
public class Exception
{
    private readonly string? _message;

    public Exception() { }
    public Exception(string? message) => _message = message;

    public Exception(string? message, Exception? innerException)
    {
        _message = message;
        InnerException = innerException;
    }

    public virtual string Message => _message ?? "an exception was thrown";

    /// <summary>What led to it.</summary>
    public Exception? InnerException { get; }
}
