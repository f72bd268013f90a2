using System;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis;

public static partial class Kernel
{
    /// <summary><see cref="IKernel.Query"/>, as what it tells.</summary>
    public static Status Query(Handle handle, out ObjectInfo info)
    {
        info = default;
        return Query(handle, MemoryMarshal.AsBytes(new Span<ObjectInfo>(ref info)));
    }
}
