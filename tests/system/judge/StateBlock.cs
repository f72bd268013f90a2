using System;
using System.Runtime.InteropServices;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Words that one instance of this service leaves to the next.</summary>
internal static class StateBlock
{
    /// <returns>The words, all 0 at the very first start; none when the process was given no such memory.</returns>
    public static Span<ulong> Map() => Service.TryMapState(out StateMemory state) ? MemoryMarshal.Cast<byte, ulong>(state.Bytes) : default;
}
