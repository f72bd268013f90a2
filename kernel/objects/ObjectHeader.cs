using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>A kernel object, by its type in C#. Each begins with an <see cref="ObjectHeader"/> and fits a slot.</summary>
public interface IKernelObject
{
    static abstract ObjectType Type { get; }
}

/// <summary>Where an object is between its making and its end.</summary>
[System.Flags]
public enum ObjectState : byte
{
    Alive = 0,

    /// <summary>It is taken apart: no handle finds it any more.</summary>
    Ending = 1 << 0,

    /// <summary>It waits for a step of taking something apart.</summary>
    Queued = 1 << 1,

    /// <summary>What it is to signal could not be signalled yet: <see cref="SignalLink"/>.</summary>
    SignalDue = 1 << 2,
}

/// <summary>The first words of every kernel object. Written by the object's core alone.</summary>
/// <remarks>
/// Invariants:
/// <list type="bullet">
/// <item><see cref="Generation"/> is 0 in a free slot, and in one that is in use a value that no object ever had before;</item>
/// <item><see cref="References"/> counts strong handles and other objects' uses; when it falls to 0 the object is taken apart, and its
/// slot given back; who takes it apart before leaves the slot to those who still refer to it.</item>
/// </list>
/// </remarks>
// SAFETY: nothing is followed here.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ObjectHeader
{
    /// <summary>Bytes of every object's slot: two cache lines.</summary>
    public const int SlotBytes = 128;

    /// <summary>Bytes of the header itself.</summary>
    public const int Bytes = 32;

    public ulong Generation;

    /// <summary>Who pays for it.</summary>
    public MemoryBudget* Budget;

    /// <summary>The next of the objects that wait for a step of taking them apart.</summary>
    public ObjectHeader* NextQueued;

    public uint References;
    public ObjectType Type;
    public ObjectState State;
    private readonly ushort _core;

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public ObjectHeader(ObjectType type, ulong generation, MemoryBudget* budget, CoreNumber core)
    {
        this = default;
        Type = type;
        Generation = generation;
        Budget = budget;
        _core = (ushort)core.Value;
        References = 1;
    }

    public readonly bool IsAlive => (State & ObjectState.Ending) == 0;

    /// <summary>The core that alone writes the object.</summary>
    public readonly CoreNumber Core => new(_core);
}
