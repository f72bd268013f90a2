using System;

namespace Diesis.Tests.Framework;

/// <summary>All tests of this build, numbered from zero. The bodies are written by <c>sdk/generators</c>.</summary>
internal static partial class TestCatalog
{
    public static partial int Count { get; }

    /// <summary><c>Type.Method</c>.</summary>
    public static partial ReadOnlySpan<byte> NameOf(int test);

    /// <summary>The texts that the report must hold, each in quotes; empty for a test that returns.</summary>
    public static partial ReadOnlySpan<byte> ReportExpectedOf(int test);

    /// <summary>The word on the command line by which a machine says that it is what the test needs; empty for any.</summary>
    public static partial ReadOnlySpan<byte> MachineFor(int test);

    public static partial void Run(int index, ref Test test);
}
