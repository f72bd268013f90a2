using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Diesis.Servers.Processes;

/// <summary>
/// The processes that the server has started, who started whom, and how those ended that nobody has asked about yet. What a process starts
/// belongs to it; when it ends, its children belong to its parent. Ends are kept in bounded number: the oldest that nobody asked for go.
/// </summary>
public sealed class ProcessTree(int mostProcesses, int mostEnds)
{
    private readonly Dictionary<uint, ProcessRecord> _records = [];
    private readonly Queue<uint> _ended = new();
    private uint _lastId;

    public int RunningCount => _records.Count - _ended.Count;

    public bool IsFull => RunningCount >= mostProcesses;

    /// <summary>Adds a process that begins to run.</summary>
    /// <param name="badge">Its own.</param>
    /// <param name="by">The badge of who has it started: a process of these, or a service.</param>
    public ProcessRecord Add(string name, ulong badge, ulong by)
    {
        var record = new ProcessRecord(++_lastId, name, badge);
        foreach (ProcessRecord other in _records.Values)
            if (other.Badge == by && !other.HasEnded) record.Parent = other.Id;
        if (record.Parent == 0) record.Owner = by;
        _records.Add(record.Id, record);
        return record;
    }

    public bool TryFind(uint id, [NotNullWhen(true)] out ProcessRecord? record) => _records.TryGetValue(id, out record);

    /// <summary>Does a process belong to who has a badge, perhaps by way of others?</summary>
    public bool BelongsTo(ProcessRecord record, ulong badge)
    {
        while (_records.TryGetValue(record.Parent, out ProcessRecord? parent))
        {
            if (parent.Badge == badge) return true;
            record = parent;
        }
        return record.Owner == badge;
    }

    /// <summary>A process has ended.</summary>
    public void Ended(uint id, ProcessEnd end, ulong timeNs = 0)
    {
        if (!_records.TryGetValue(id, out ProcessRecord? record) || record.HasEnded) return;
        record.End = end;
        record.TimeNs = timeNs;
        foreach (ProcessRecord child in _records.Values)
        {
            if (child.Parent != id) continue;
            child.Parent = record.Parent;
            child.Owner = record.Owner;
        }
        _ended.Enqueue(id);
        if (_ended.Count > mostEnds) _ = _records.Remove(_ended.Dequeue());
    }

    /// <summary>Tells how a process ended, once.</summary>
    /// <returns>Null when it runs, or was never there, or was asked about before.</returns>
    public ProcessEnd? Collect(uint id)
    {
        if (!_records.TryGetValue(id, out ProcessRecord? record) || record.End is not { } end) return null;
        _ = _records.Remove(id);
        for (int left = _ended.Count; left > 0; left--)
        {
            uint ended = _ended.Dequeue();
            if (ended != id) _ended.Enqueue(ended);
        }
        return end;
    }

    /// <summary>A process and all below it that run, parents before their children: whoever is ended in this order starts no more.</summary>
    public List<ProcessRecord> TreeOf(uint id)
    {
        var tree = new List<ProcessRecord>();
        if (!_records.TryGetValue(id, out ProcessRecord? root) || root.HasEnded) return tree;
        tree.Add(root);
        for (int i = 0; i < tree.Count; i++)
        {
            foreach (ProcessRecord record in _records.Values)
                if (record.Parent == tree[i].Id && !record.HasEnded) tree.Add(record);
        }
        return tree;
    }

    /// <summary>All of them, in the order in which they were started.</summary>
    public List<ProcessRecord> All()
    {
        var all = new List<ProcessRecord>(_records.Values);
        all.Sort((left, right) => left.Id.CompareTo(right.Id));
        return all;
    }
}
