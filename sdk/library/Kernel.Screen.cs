using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

public static partial class Kernel
{
    /// <inheritdoc cref="IKernel.TakeScreen"/>
    public static Status TakeScreen(Handle<MemoryBudget> budget, Handle<MemoryObject> deviceMemory, out ScreenMode mode, out Handle<MemoryObject> pixels)
    {
        mode = default;
        return TakeScreen(budget, deviceMemory, MemoryMarshal.AsBytes(new Span<ScreenMode>(ref mode)), out pixels);
    }
}
