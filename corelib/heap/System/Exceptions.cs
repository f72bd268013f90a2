// What code may construct where .NET would throw. Throwing one ends the program with its message.
namespace System;

public class SystemException : Exception
{
    public SystemException() { }
    public SystemException(string? message) : base(message) { }
    public SystemException(string? message, Exception? innerException) : base(message, innerException) { }
}

public class NotSupportedException : SystemException
{
    public NotSupportedException() : base("not supported") { }
    public NotSupportedException(string? message) : base(message) { }
}

public class NotImplementedException : SystemException
{
    public NotImplementedException() : base("not implemented") { }
    public NotImplementedException(string? message) : base(message) { }
}

public class InvalidOperationException : SystemException
{
    public InvalidOperationException() : base("operation not valid in this state") { }
    public InvalidOperationException(string? message) : base(message) { }
    public InvalidOperationException(string? message, Exception? innerException) : base(message, innerException) { }
}

public class ArgumentException : SystemException
{
    public ArgumentException() : base("argument refused") { }
    public ArgumentException(string? message) : base(message) { }
    public ArgumentException(string? message, string? parameter) : base(message) { }
}

public class ArgumentNullException : ArgumentException
{
    public ArgumentNullException() : base("argument is null") { }
    public ArgumentNullException(string? parameter) : base(parameter) { }
}

public class ArgumentOutOfRangeException : ArgumentException
{
    public ArgumentOutOfRangeException() : base("argument out of range") { }
    public ArgumentOutOfRangeException(string? parameter) : base(parameter) { }
}
