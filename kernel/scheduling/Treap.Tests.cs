using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Diesis.Kernel.Scheduling;
using Xunit;

namespace Diesis.Tests.Kernel.Scheduling;

public sealed unsafe class TreapTests : IDisposable
{
    private const int Nodes = 300;

    private readonly TreeNode* _nodes = (TreeNode*)NativeMemory.AllocZeroed(Nodes, (nuint)sizeof(TreeNode));
    private readonly Treap* _treap = (Treap*)NativeMemory.AllocZeroed((nuint)sizeof(Treap));

    public TreapTests() => *_treap = new Treap(7);

    public void Dispose()
    {
        NativeMemory.Free(_nodes);
        NativeMemory.Free(_treap);
    }

    /// <summary>The numbers of the nodes in a tree, in their order.</summary>
    private List<int> InOrder()
    {
        var found = new List<int>();
        Add(_treap->Root);
        return found;

        void Add(TreeNode* node)
        {
            if (node == null) return;
            Assert.True(node->Left == null || node->Left->Weight <= node->Weight, "a node weighs more than the one above");
            Assert.True(node->Right == null || node->Right->Weight <= node->Weight, "a node weighs more than the one above");
            Add(node->Left);
            found.Add((int)(node - _nodes));
            Add(node->Right);
        }
    }

    /// <summary>What is in the tree of these keys, by key and then by place.</summary>
    private static List<int> Expected(Dictionary<int, ulong> keys) => [.. keys.OrderBy(n => n.Value).ThenBy(n => n.Key).Select(n => n.Key)];

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(2, 20)]
    public void NodesStayInTheOrderOfTheirKeysAndPlaces(int seed, int keysUpTo)
    {
        var random = new Random(seed);
        var keys = new Dictionary<int, ulong>();
        for (int round = 0; round < 3000; round++)
        {
            int node = random.Next(Nodes);
            if (keys.Remove(node))
            {
                _treap->Remove(&_nodes[node]);
            }
            else
            {
                keys[node] = (ulong)random.Next(keysUpTo);
                _treap->Add(&_nodes[node], keys[node]);
            }
            if (round % 50 == 0) Assert.Equal(Expected(keys), InOrder());
        }
        Assert.Equal(Expected(keys), InOrder());
    }

    [Fact]
    public void APlaceKnowsWhatComesBeforeItAndTakesTheNode()
    {
        var random = new Random(3);
        var keys = new Dictionary<int, ulong>();
        for (int node = 0; node < Nodes; node++)
        {
            ulong key;
            do key = (ulong)random.Next(1000) * 16; while (keys.ContainsValue(key));

            // Any key as far as the next one finds the same place.
            TreePlace place = _treap->FindPlace(key + 15);
            int before = keys.Where(other => other.Value < key).OrderBy(other => other.Value).Select(other => other.Key).LastOrDefault(-1);
            Assert.Equal(before, place.Before == null ? -1 : (int)(place.Before - _nodes));

            _treap->Add(&_nodes[node], key, place);
            keys[node] = key;
        }
        Assert.Equal(Expected(keys), InOrder());
    }

    /// <summary>As mappings come and go: mostly behind the last one, sometimes elsewhere.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 40)]
    public void PlacesBehindTheLastNodeAreThoseFoundFromTheRoot(int seed, int runs)
    {
        var random = new Random(seed);
        var keys = new SortedDictionary<ulong, int>();
        var free = new Stack<int>(Enumerable.Range(0, Nodes));
        ulong next = 0;
        for (int round = 0; round < 6000; round++)
        {
            if (random.Next(runs) == 0) next = (ulong)random.Next(4000) << 28;
            if (free.Count == 0 || random.Next(3) == 0 && keys.Count > 0)
            {
                ulong gone = random.Next(2) == 0 ? keys.Keys.Last() : keys.Keys.ElementAt(random.Next(keys.Count));
                _treap->Remove(&_nodes[keys[gone]]);
                free.Push(keys[gone]);
                _ = keys.Remove(gone);
            }
            else if (!keys.ContainsKey(next))
            {
                TreePlace place = _treap->FindPlace(next + 15);
                int before = keys.Where(other => other.Key < next).Select(other => other.Value).LastOrDefault(-1);
                Assert.Equal(before, place.Before == null ? -1 : (int)(place.Before - _nodes));
                int node = free.Pop();
                if (random.Next(20) == 0) _treap->Add(&_nodes[node], next);
                else _treap->Add(&_nodes[node], next, place);
                keys[next] = node;
            }
            next += 16UL << random.Next(24);
            if (round % 50 == 0) Assert.Equal(keys.Values, InOrder());
        }
        Assert.Equal(keys.Values, InOrder());
    }

    [Fact]
    public void TreesOfAscendingKeysAreNotDeep()
    {
        for (int node = 0; node < Nodes; node++) _treap->Add(&_nodes[node], (ulong)node);
        Assert.InRange(Depth(_treap->Root), 8, 40);
    }

    [Fact]
    public void TreesOfNodesThatCameOneBehindTheOtherAreNotDeep()
    {
        for (int node = 0; node < Nodes; node++) AddBehind(node);
        Assert.InRange(Depth(_treap->Root), 8, 60);
    }

    /// <summary>Somebody may want to keep those only that are light.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(11)]
    public void WhatIsLeftOfThemIsNotDeepEither(int kept)
    {
        for (int node = 0; node < Nodes; node++) AddBehind(node);
        for (int node = 0; node < Nodes; node++)
        {
            if (node % kept != kept - 1) _treap->Remove(&_nodes[node]);
        }
        Assert.InRange(Depth(_treap->Root), 5, 40);
    }

    private void AddBehind(int node) => _treap->Add(&_nodes[node], (ulong)node * 16, _treap->FindPlace((ulong)node * 16));

    private static int Depth(TreeNode* node) => node == null ? 0 : 1 + Math.Max(Depth(node->Left), Depth(node->Right));
}
