using System.Runtime.InteropServices;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Scheduling;

/// <summary>A time at which an object is to hear something; its kind says what that means.</summary>
// SAFETY: the owner takes it out of the core's deadlines before it goes away.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct Deadline
{
    public TreeNode Node;
    public ObjectHeader* Owner;

    public readonly bool IsSet => Node.IsInTree;
}
