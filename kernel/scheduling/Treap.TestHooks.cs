namespace Diesis.Kernel.Scheduling;

/// <summary>What the simulator looks at from outside.</summary>
// SAFETY: nodes are in the tree as long as their objects are there.
public unsafe partial struct Treap
{
    internal readonly TreeNode* Root => _root;
}
