using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Scheduling;

/// <summary>What the simulator looks at from outside.</summary>
public unsafe partial struct RunQueue
{
    internal readonly ThreadQueue QueueAt(int priority) => _queues[priority];
}
