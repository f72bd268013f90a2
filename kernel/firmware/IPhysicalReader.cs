using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware;

/// <summary>Physical memory, to be read only: the direct map in the kernel, an array in a test.</summary>
public interface IPhysicalReader
{
    /// <summary>Lets a stretch of memory be read where it lies.</summary>
    /// <returns>False when part of it is nothing that can be read; never a fault.</returns>
    bool TryView(PhysicalAddress start, ulong length, out ReadOnlySpan<byte> bytes);
}
