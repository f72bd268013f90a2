using System.Collections.Generic;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Fat;

/// <summary>The clusters of a file, as far as somebody has followed them: runs of neighbours. Of a file that lies in many pieces only those near the last use are known: a disk cannot take up all memory.</summary>
internal sealed class FatChain
{
    /// <summary>When there are more, those before the last use are forgotten.</summary>
    private const int MostRuns = 1024;

    private readonly record struct Run(uint Index, uint Cluster, uint Count);

    private readonly List<Run> _runs = [];

    /// <summary>How many clusters are known.</summary>
    public uint Known { get; private set; }

    /// <summary>Whether there are no more than those.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The last cluster that is known; 0 if none is.</summary>
    public uint Last => _runs.Count == 0 ? 0 : _runs[^1].Cluster + _runs[^1].Count - 1;

    /// <summary>The first that is not forgotten.</summary>
    private uint From => _runs.Count == 0 ? 0 : _runs[0].Index;

    public void Forget()
    {
        _runs.Clear();
        Known = 0;
        IsWhole = false;
    }

    /// <summary>Goes on along the chain until so many clusters are known, or all.</summary>
    /// <param name="most">A longer chain runs in a circle.</param>
    /// <param name="from">The first that has to be known; those before it may be forgotten.</param>
    /// <returns><see cref="FileStatus.Damaged"/>, and what the table says.</returns>
    public FileStatus Follow(FatTable table, uint first, uint wanted, uint most, uint from)
    {
        if (from < From) Forget();
        if (Known == 0 && first != 0) Append(first);
        if (first == 0) IsWhole = true;
        while (Known < wanted && !IsWhole)
        {
            FileStatus status = table.Follow(Last, out uint next);
            if (status != FileStatus.Ok) return status;
            if (next == 0) IsWhole = true;
            else if (Known == most) return FileStatus.Damaged;
            else Append(next);
            if (_runs.Count > MostRuns) ForgetBefore(from);
        }
        if (_runs.Count > MostRuns) ForgetBefore(from);
        return FileStatus.Ok;
    }

    private void ForgetBefore(uint from)
    {
        int runs = _runs.FindIndex(run => run.Index + run.Count > from);
        if (runs < 0) runs = _runs.Count - 1;
        // Not one at a time.
        if (runs >= MostRuns / 2) _runs.RemoveRange(0, runs);
    }

    /// <summary>One more cluster, that the chain was made longer by.</summary>
    public void Append(uint cluster)
    {
        if (_runs.Count > 0 && _runs[^1] is var last && last.Cluster + last.Count == cluster) _runs[^1] = last with { Count = last.Count + 1 };
        else _runs.Add(new(Known, cluster, 1));
        Known++;
    }

    /// <summary>Where a known cluster is, and how many neighbours follow it.</summary>
    public (uint Cluster, uint Count) At(uint index)
    {
        int low = 0, high = _runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_runs[middle].Index <= index) low = middle;
            else high = middle - 1;
        }
        Run run = _runs[low];
        return (run.Cluster + (index - run.Index), run.Count - (index - run.Index));
    }
}
