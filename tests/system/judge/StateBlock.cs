using System;
using System.Runtime.InteropServices;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Words that one instance of this service leaves to the next; all 0 at the very first start.</summary>
internal static class StateBlock
{
    public static Span<ulong> WordsOf(StateMemory state) => MemoryMarshal.Cast<byte, ulong>(state.Bytes);
}
