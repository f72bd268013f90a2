using System.Collections.Generic;
using System.Threading.Tasks;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Devices.Virtio;

namespace Diesis.VirtioBlock;

/// <summary>Requests of all who use a disk: as many as it takes are under way, the others wait for their turn in the order in which they came.</summary>
/// <remarks>
/// A request of blocks that one under way has as well waits until that one has ended, unless both read: a user may have ended while its last request was under way, and what the next one writes to the
/// same blocks must not be overtaken by it. Whoever uses it holds one lock. Answers are collected under it and given without, for who waits for one goes on in the thread that gives it.
/// </remarks>
public sealed class DiskLine(DiskRequests requests)
{
    /// <summary>A request, and what becomes of it.</summary>
    private sealed class Entry
    {
        public DiskOperation Operation;
        public ulong Block;
        public DeviceBuffer Data;
        public readonly TaskCompletionSource<Result<FileStatus>> Answer = new();
    }

    private readonly Dictionary<ulong, Entry> _underWay = [];
    private readonly Queue<Entry> _waiting = [];
    private ulong _lastToken;

    /// <summary>Whether somebody waits for an answer.</summary>
    public bool IsIdle => _underWay.Count == 0 && _waiting.Count == 0;

    /// <summary>Is something under way for longer than that?</summary>
    public bool IsOverdue(ulong nowNs, ulong mostNs) => requests.IsOverdue(nowNs, mostNs);

    /// <param name="data">Of no bytes for a flush.</param>
    public ValueTask<Result<FileStatus>> Ask(DiskOperation operation, ulong block, DeviceBuffer data, ulong nowNs)
    {
        var entry = new Entry { Operation = operation, Block = block, Data = data };
        FileStatus status = _waiting.Count == 0 ? TryBegin(entry, nowNs) : FileStatus.InUse;
        if (status == FileStatus.InUse) _waiting.Enqueue(entry);
        else if (status != FileStatus.Ok) return new(new Result<FileStatus>(status));
        return new(entry.Answer.Task);
    }

    /// <returns><see cref="FileStatus.InUse"/>: it has to wait for something that is under way.</returns>
    private FileStatus TryBegin(Entry entry, ulong nowNs)
    {
        foreach (Entry other in _underWay.Values)
            if (requests.Collide(entry.Operation, entry.Block, entry.Data.Bytes, other.Operation, other.Block, other.Data.Bytes)) return FileStatus.InUse;
        ulong token = _lastToken + 1;
        FileStatus status = requests.Ask(entry.Operation, entry.Block, entry.Data.Bytes == 0 ? [] : [entry.Data], token, nowNs);
        if (status != FileStatus.Ok) return status;
        _lastToken = token;
        _underWay.Add(token, entry);
        return FileStatus.Ok;
    }

    /// <summary>Collects what the disk has done, and begins with what waited for that.</summary>
    /// <returns>False: the disk has to be begun anew.</returns>
    public bool TryCollect(ulong nowNs, List<DiskAnswer> answers)
    {
        Taking taking;
        while ((taking = requests.TryTake(out ulong token, out FileStatus status)) == Taking.Taken) End(token, status, answers);
        if (taking == Taking.Broken) return false;
        BeginWaiting(nowNs, answers);
        return true;
    }

    /// <summary>The disk was begun anew: what is under way is asked again.</summary>
    public void AskAgain(VirtualQueue queue, ulong nowNs, List<DiskAnswer> answers)
    {
        requests.AskAgain(queue, nowNs);
        while (requests.TryTakeFailed(out ulong token)) End(token, FileStatus.DeviceFailed, answers);
        BeginWaiting(nowNs, answers);
    }

    private void BeginWaiting(ulong nowNs, List<DiskAnswer> answers)
    {
        while (_waiting.TryPeek(out Entry? next))
        {
            FileStatus status = TryBegin(next, nowNs);
            if (status == FileStatus.InUse) return;
            _ = _waiting.Dequeue();
            if (status != FileStatus.Ok) answers.Add(new(next.Answer, status));
        }
    }

    private void End(ulong token, FileStatus status, List<DiskAnswer> answers)
    {
        if (_underWay.Remove(token, out Entry? entry)) answers.Add(new(entry.Answer, status));
    }
}

/// <summary>An answer to be given.</summary>
public readonly struct DiskAnswer(TaskCompletionSource<Result<FileStatus>> to, FileStatus status)
{
    public void Give() => to.SetResult(status);
}
