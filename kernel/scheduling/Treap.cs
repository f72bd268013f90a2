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
        _random = (uint)(seed ^ seed >> 32) | 1;
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

    [Bounded("one walk down the tree")]
    public void Add(TreeNode* node, ulong key)
    {
        System.Diagnostics.Debug.Assert(!node->IsInTree, "a node is added to a tree twice");
        node->Key = key;
        node->Weight = NextRandom();
        node->IsInTree = true;

        fixed (TreeNode** root = &_root)
        {
            TreeNode** link = root;
            while (*link != null && (*link)->Weight >= node->Weight) link = IsBefore(node, *link) ? &(*link)->Left : &(*link)->Right;

            // What was there is split: what comes before the node goes to its left.
            TreeNode* rest = *link;
            *link = node;
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
    }

    [Bounded("one walk down the tree")]
    public void Remove(TreeNode* node)
    {
        System.Diagnostics.Debug.Assert(node->IsInTree, "a node is removed from a tree that it is not in");
        fixed (TreeNode** root = &_root)
        {
            TreeNode** link = root;
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
        }
        node->IsInTree = false;
        node->Left = node->Right = null;
    }

    private static bool IsBefore(TreeNode* node, TreeNode* other) => node->Key != other->Key ? node->Key < other->Key : node < other;

    // Xorshift: Marsaglia, "Xorshift RNGs", 2003.
    private uint NextRandom()
    {
        uint x = _random;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        return _random = x;
    }
}
