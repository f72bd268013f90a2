using System.Runtime.CompilerServices;

namespace Diesis.Kernel.Scheduling;

/// <summary>What makes an object a node of a <see cref="Treap"/>.</summary>
public unsafe struct TreeNode
{
    /// <summary>Its place in the order. Not to be changed while it is in a tree.</summary>
    public ulong Key;

    public TreeNode* Left, Right;

    internal uint Weight;

    public bool IsInTree;
}

/// <summary>Where a node is to go in a <see cref="Treap"/>: good until the treap is asked for another place, or changed.</summary>
public readonly unsafe struct TreePlace(TreeNode** link, TreeNode* before)
{
    internal TreeNode** Link { get; } = link;

    /// <summary>The node that will come before it, or null.</summary>
    public TreeNode* Before { get; } = before;
}

/// <summary>
/// Nodes in the order of their keys (and where these are the same, of their addresses): a binary tree in which each node's weight, chosen at
/// random, is at least that of those below it. Nothing is allocated; finding, adding and removing take expected
/// logarithmic time, whatever the order of keys.
/// </summary>
/// <remarks>Aragon, Seidel, "Randomized search trees", 1989. Without recursion: each operation is one walk down.</remarks>
// SAFETY: nodes lie in objects that take themselves out of the tree before they go away.
public unsafe partial struct Treap
{
    private TreeNode* _root;
    private uint _random;

    /// <param name="seed">Nobody outside should know it: who could foretell weights could make the tree deep.</param>
    public Treap(ulong seed)
    {
        _root = null;
        _random = (uint)(seed ^ seed >> 32);
    }

    public readonly bool IsEmpty => _root == null;

    /// <summary>The node with the lowest key, or null.</summary>
    [Bounded("one walk down the tree")]
    public readonly TreeNode* First
    {
        get
        {
            TreeNode* node = _root;
            if (node == null) return null;
            while (node->Left != null) node = node->Left;
            return node;
        }
    }

    /// <summary>The node with the highest key that is at most this one, or null.</summary>
    [Bounded("one walk down the tree")]
    public readonly TreeNode* FindAtMost(ulong key)
    {
        TreeNode* best = null;
        for (TreeNode* node = _root; node != null;)
        {
            if (node->Key <= key)
            {
                best = node;
                node = node->Right;
            }
            else
            {
                node = node->Left;
            }
        }
        return best;
    }

    /// <summary>The node with the lowest key that is at least this one, or null.</summary>
    [Bounded("one walk down the tree")]
    public readonly TreeNode* FindAtLeast(ulong key)
    {
        TreeNode* best = null;
        for (TreeNode* node = _root; node != null;)
        {
            if (node->Key >= key)
            {
                best = node;
                node = node->Left;
            }
            else
            {
                node = node->Right;
            }
        }
        return best;
    }

    public void Add(TreeNode* node, ulong key) => Add(node, key, FindPlaceAmong(key, node));

    /// <summary>Finds where a new node would go, and passes what comes before it. No other node has its key.</summary>
    /// <param name="key">The node's, or another that no node of the tree parts from it.</param>
    public TreePlace FindPlace(ulong key) => FindPlaceAmong(key, null);

    /// <param name="node">The node, which is in the order of their addresses among those with its key; null: there are none.</param>
    [Bounded("one walk down the tree")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TreePlace FindPlaceAmong(ulong key, TreeNode* node)
    {
        uint weight = NextRandom();
        TreeNode* above = null, before = null, next = _root;
        while (next != null && next->Weight >= weight)
        {
            above = next;
            next = Follow(key, node, next, ref before);
        }
        TreeNode** link = above == null ? RootLink : above == before ? &above->Right : &above->Left;
        while (next != null) next = Follow(key, node, next, ref before);
        return new TreePlace(link, before);
    }

    /// <summary>Where the way to a key goes on from a node on it.</summary>
    /// <param name="before">Coming out, the node if it comes before the key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TreeNode* Follow(ulong key, TreeNode* node, TreeNode* on, ref TreeNode* before)
    {
        if (key < on->Key || node != null && key == on->Key && node < on) return on->Left;
        before = on;
        return on->Right;
    }

    /// <summary>Adds a node where it was just found to go. What is there already is split: what comes before the node goes to its left.</summary>
    [Bounded("one walk down the tree")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TreeNode* node, ulong key, TreePlace place)
    {
        System.Diagnostics.Debug.Assert(!node->IsInTree, "a node is added to a tree twice");
        node->Key = key;
        node->Weight = _random;
        node->IsInTree = true;
        TreeNode* rest = *place.Link;
        *place.Link = node;
        TreeNode** before = &node->Left, after = &node->Right;
        while (rest != null)
        {
            if (IsBefore(rest, node))
            {
                *before = rest;
                before = &rest->Right;
                rest = rest->Right;
            }
            else
            {
                *after = rest;
                after = &rest->Left;
                rest = rest->Left;
            }
        }
        *before = null;
        *after = null;
    }

    [Bounded("one walk down the tree")]
    public void Remove(TreeNode* node)
    {
        System.Diagnostics.Debug.Assert(node->IsInTree, "a node is removed from a tree that it is not in");
        TreeNode** link = RootLink;
        while (*link != node) link = IsBefore(node, *link) ? &(*link)->Left : &(*link)->Right;

        TreeNode* left = node->Left, right = node->Right;
        while (left != null && right != null)
        {
            if (left->Weight >= right->Weight)
            {
                *link = left;
                link = &left->Right;
                left = left->Right;
            }
            else
            {
                *link = right;
                link = &right->Left;
                right = right->Left;
            }
        }
        *link = left != null ? left : right;
        node->IsInTree = false;
        node->Left = node->Right = null;
    }

    // SAFETY: a treap lies in memory of the kernel, which stays where it is; the root is its first word.
    private TreeNode** RootLink => (TreeNode**)Unsafe.AsPointer(ref this);

    private static bool IsBefore(TreeNode* node, TreeNode* other) => node->Key != other->Key ? node->Key < other->Key : node < other;

    /// <summary>The last number is the weight of the node that is added next. High bits, by which weights are compared first, are the best.</summary>
    // Numerical Recipes, 2nd edition, 7.1: a linear congruential generator modulo 2^32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NextRandom() => _random = unchecked(_random * 1664525 + 1013904223);
}
