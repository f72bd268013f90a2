using System.Diagnostics.CodeAnalysis;

namespace System.Runtime.ExceptionServices;

/// <summary>
/// Named by what the language makes of <c>await</c> in a <c>finally</c>: it would throw again there what it has caught.
/// </summary>
public sealed class ExceptionDispatchInfo
{
    private ExceptionDispatchInfo(Exception source) => SourceException = source;

    public Exception SourceException { get; }

    public static ExceptionDispatchInfo Capture(Exception source) => new(source);

    [DoesNotReturn]
    public void Throw() => throw SourceException;

    [DoesNotReturn]
    public static void Throw(Exception source) => throw source;
}
