using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System;

public static partial class Environment
{
    public static string NewLine => "\n";

    /// <summary>Ends everything that stands on this library, after a report by its host.</summary>
    [DoesNotReturn]
    public static void FailFast(string? message) => ThrowHelpers.FailFast(message ?? "failed without a reason given");
}
