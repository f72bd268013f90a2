using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Boot;

/// <summary>A file that the loader read for the kernel.</summary>
public struct BootModule
{
    public PhysicalAddress Start;
    public ulong Length;
    public BootText64 Name;

    /// <summary>Can it lie there? Nobody vouches for what a loader says.</summary>
    public readonly bool IsPossible
        => !Start.IsZero && Start.Value < PhysicalAddress.SpaceEnd && Length <= PhysicalAddress.SpaceEnd - Start.Value;
}

public struct ModuleList
{
    public const int Most = 16;

    [InlineArray(Most)]
    private struct Modules { private BootModule _first; }

    private Modules _modules;

    public int Count { get; private set; }

    [UnscopedRef]
    public ref BootModule this[int index] => ref _modules[index];

    /// <returns>False when the list is full.</returns>
    public bool TryAdd(BootModule module)
    {
        if (Count == Most) return false;
        _modules[Count++] = module;
        return true;
    }
}
