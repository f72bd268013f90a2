namespace Diesis.Kernel.Capabilities;

/// <summary>What the simulator looks at from outside.</summary>
// SAFETY: nothing is followed here.
public unsafe partial struct HandleTable
{
    /// <summary>The page that leads to all others, or null.</summary>
    internal readonly void* Directory => _directory;
}
