using System;

namespace Diesis.Tests.Framework;

/// <summary>All measurements of this build, numbered from zero. The bodies are written by <c>sdk/generators</c>.</summary>
internal static partial class BenchmarkCatalog
{
    public static partial int Count { get; }
    public static partial ReadOnlySpan<byte> GroupOf(int benchmark);
    public static partial ReadOnlySpan<byte> NameOf(int benchmark);

    /// <summary>The most that it may cost, or zero.</summary>
    public static partial int AimOf(int benchmark);

    public static partial void Run(int index, ref Measurement measurement);
}
