using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Frames, and the core to which they belong from the start.</summary>
public readonly struct MemoryShare(FrameRange frames, CoreNumber owner)
{
    public FrameRange Frames { get; } = frames;
    public CoreNumber Owner { get; } = owner;
}
