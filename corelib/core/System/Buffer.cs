using System.Runtime.CompilerServices;
using System.Threading;
using Internal.Runtime.CompilerHelpers;

namespace System;

public static class Buffer
{
    public static unsafe void MemoryCopy(
        void* source, void* destination, long destinationSizeInBytes, long sourceBytesToCopy)
    {
        if ((ulong)sourceBytesToCopy > (ulong)destinationSizeInBytes) ThrowHelpers.ThrowArgumentOutOfRangeException();
        // SAFETY: the caller answers for both blocks, as in .NET; the check above is all that this method adds.
        SpanHelpers.Memmove(ref *(byte*)destination, ref *(byte*)source, (nuint)sourceBytesToCopy);
    }

    /// <summary>Where the compiler sends copies of structs that hold references.</summary>
    internal static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint length)
    {
        // Another core that sees a reference sees the object whole.
        Volatile.WriteBarrier();
        SpanHelpers.Memmove(ref destination, ref source, length);
    }
}
