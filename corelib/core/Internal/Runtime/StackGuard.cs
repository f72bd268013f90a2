using System.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace Internal.Runtime;

/// <summary>Methods with buffers on the stack check a word beside them before they return.</summary>
internal static class StackGuard
{
    [RuntimeExport("RhpFallbackFailFast")]
    private static void WordHasChanged() => ThrowHelpers.FailFast("a buffer on the stack was overrun");
}
