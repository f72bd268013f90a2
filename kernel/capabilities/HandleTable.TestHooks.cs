using Diesis.Abi;

namespace Diesis.Kernel.Capabilities;

/// <summary>What the simulator looks at from outside.</summary>
// SAFETY: nothing is followed here.
public unsafe partial struct HandleTable
{
    /// <summary>The page that leads to all others, or null.</summary>
    internal readonly void* Directory => _directory;

    /// <summary>The handle that is made next, if none is given up before; 0 when there is no room.</summary>
    internal readonly ulong Next => _freeHead != NoFree && _room != 0 ? new Handle(_freeHead, EntryAt(_freeHead)->NextGeneration).Value
        : _neverUsed < _room ? new Handle(_neverUsed, 1).Value : 0;
}
