using System;
using System.Runtime.InteropServices;

namespace Diesis.Machines.Simulated;

/// <summary>The memory of a simulated machine: a block of the host's, zeroed, that stands for the physical addresses from 0 on.</summary>
public sealed unsafe class SimulatedMemory(ulong bytes) : IDisposable
{
    // Cache lines, pages and large pages of the simulated machine are such of the host, too.
    private const nuint Alignment = (nuint)Page.LargeSize;

    // So large a block the host's C library maps afresh each time: only pages that are touched cost anything.
    private const nuint LeastBytes = 64 << 20;

    private byte* _start = (byte*)NativeMemory.AllocZeroed(Math.Max((nuint)bytes + Alignment, LeastBytes));

    public ulong Bytes { get; } = bytes;

    /// <summary>Where an address of the simulated machine lies in the host's.</summary>
    public byte* At(PhysicalAddress address)
    {
        ObjectDisposedException.ThrowIf(_start == null, this);
        if (address.Value >= Bytes) throw new ArgumentOutOfRangeException(nameof(address), $"no memory at {address.Value:x}");
        return First + address.Value;
    }

    /// <summary>The address of the simulated machine that a pointer means.</summary>
    public PhysicalAddress AddressOf(void* pointer) => new((ulong)((byte*)pointer - First));

    private byte* First => (byte*)((nuint)_start + Alignment - 1 & ~(Alignment - 1));

    public void Dispose()
    {
        NativeMemory.Free(_start);
        _start = null;
    }
}
