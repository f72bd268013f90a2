using Diesis.Machines;

namespace Diesis.Boot.Limine;

/// <summary>
/// A pointer that means something only to the kernel: into the direct map that the loader made for it
/// (the protocol's "higher half direct map"), or null.
/// </summary>
// SAFETY: nothing is followed here; who follows the pointer says why the loader's answer may be read.
public readonly struct HhdmPointer<T>(VirtualAddress address) where T : unmanaged
{
    public VirtualAddress Address { get; } = address;

    public bool IsNull => Address.IsZero;

    /// <safety>Valid only in the kernel, while the loader's page tables or equivalent ones are in use.</safety>
    public unsafe T* Pointer => (T*)Address.Pointer;
}
