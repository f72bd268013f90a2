using System.Runtime.InteropServices;
using Diesis.Services;

namespace Diesis.Tests.Files;

/// <summary>Memory that outlives what uses it.</summary>
internal sealed unsafe class LastingMemory(int bytes) : IDisposable
{
    private readonly void* _start = NativeMemory.AllocZeroed((nuint)bytes);

    // SAFETY: allocated above, for as long as this is not disposed.
    public StateMemory Memory => new(_start, bytes);

    // SAFETY: allocated above; the owner uses it no more.
    public void Dispose() => NativeMemory.Free(_start);
}
