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

/// <summary>Where a node is to go in a <see cref="Treap"/>: good until the treap is changed.</summary>
/// <param name="weight">Which it will have.</param>
public readonly unsafe struct TreePlace(TreeNode** link, TreeNode* before, uint weight)
{
    internal TreeNode** Link { get; } = link;
    internal uint Weight { get; } = weight;

    /// <summary>The node that will come before it, or null.</summary>
    public TreeNode* Before { get; } = before;
}

/// <summary>
/// Nodes in the order of their keys (and where these are the same, of their addresses): a binary tree in which each node's weight, chosen at
/// random, is at least that of those below it. Nothing is allocated; finding, adding and removing take expected
/// logarithmic time, whatever the order of keys.
/// </summary>
/// <remarks>
/// Aragon, Seidel, "Randomized search trees", 1989. Without recursion: each operation is one walk down.
/// What is added one behind the other needs not even that: a node that goes right behind the last one is hung under it, with a weight that is chosen
/// below its. Since these soon become light, every tenth or so finds its place from the root again, with any weight. Wherever such nodes lie, they make
/// the tree deeper by a constant factor only, because the weights of those that were added at the same distance from one that took the long way are
/// in no order.
/// </remarks>
// SAFETY: nodes lie in objects that take themselves out of the tree before they go away.
public unsafe partial struct Treap
{
    /// <summary>Who is lighter has nothing hung under it without a walk.</summary>
    private const uint LeastWeight = 1 << 20;

    private TreeNode* _root;

    /// <summary>The last node that was added where it was found to go, as long as it is in the tree; and so far behind its key there is no other.</summary>
    private TreeNode* _last;
    private uint _room;
    private uint _random;

    /// <param name="seed">Nobody outside should know it: who could foretell weights could make the tree deep.</param>
    public Treap(ulong seed)
    {
        _root = _last = null;
        _room = 0;
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

    public void Add(TreeNode* node, ulong key)
    {
        Insert(node, key, FindPlaceAmong(key, node, NextRandom()));
        _last = null;
    }

    /// <summary>Adds a node where it was just found to go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TreeNode* node, ulong key, TreePlace place)
    {
        Insert(node, key, place);
        _last = node;
    }

    /// <summary>Finds where a new node would go, and passes what comes before it. No other node has its key, and all keys are below 2^63.</summary>
    /// <param name="key">The node's, or another that no node of the tree parts from it.</param>
    [Bounded("down the tree from the last node, or once from the root")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TreePlace FindPlace(ulong key)
    {
        uint weight = NextRandom();
        TreeNode* last = _last;
        ulong distance = last == null ? ulong.MaxValue : key - last->Key;
        if (distance < _room)
        {
            TreeNode* above = last;
            TreeNode** link = &last->Right;
            for (; *link != null; link = &above->Left) above = *link;
            if (above->Weight >= LeastWeight)
            {
                _room -= (uint)distance;
                return new TreePlace(link, last, (uint)((ulong)weight * above->Weight >> 32));
            }
        }
        _last = null;
        return FindPlaceAmong(key, null, weight);
    }

    /// <param name="node">The node, which is in the order of their addresses among those with its key; null: there are none.</param>
    [Bounded("one walk down the tree")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TreePlace FindPlaceAmong(ulong key, TreeNode* node, uint weight)
    {
        TreeNode* above = null, before = null, after = null, next = _root;
        while (next != null && next->Weight >= weight)
        {
            above = next;
            next = Follow(key, node, next, ref before, ref after);
        }
        TreeNode** link = above == null ? RootLink : above == before ? &above->Right : &above->Left;
        while (next != null) next = Follow(key, node, next, ref before, ref after);
        ulong room = after == null ? ulong.MaxValue : after->Key - key;
        _room = room > uint.MaxValue ? uint.MaxValue : (uint)room;
        return new TreePlace(link, before, weight);
    }

    /// <summary>Where the way to a key goes on from a node on it, which comes before the key or after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TreeNode* Follow(ulong key, TreeNode* node, TreeNode* on, ref TreeNode* before, ref TreeNode* after)
    {
        if (key < on->Key || node != null && key == on->Key && node < on)
        {
            after = on;
            return on->Left;
        }
        before = on;
        return on->Right;
    }

    /// <summary>What is at a node's place already is split: what comes before the node goes to its left.</summary>
    [Bounded("one walk down the tree")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert(TreeNode* node, ulong key, TreePlace place)
    {
        System.Diagnostics.Debug.Assert(!node->IsInTree, "a node is added to a tree twice");
        node->Key = key;
        node->Weight = place.Weight;
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
        if (node == _last) _last = null;
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

    /// <summary>High bits, by which weights are compared first, are the best.</summary>
    // Numerical Recipes, 2nd edition, 7.1: a linear congruential generator modulo 2^32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint NextRandom() => _random = unchecked(_random * 1664525 + 1013904223);
}
