using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System.Diagnostics;

/// <summary>Checks of debug builds; elsewhere the compiler leaves the calls and their arguments out.</summary>
public static class Debug
{
    [Conditional("DEBUG")]
    public static void Assert(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string? message = null)
    {
        if (!condition) ThrowHelpers.AssertionFailed(message);
    }

    [Conditional("DEBUG"), DoesNotReturn]
    public static void Fail(string? message) => ThrowHelpers.AssertionFailed(message);
}
