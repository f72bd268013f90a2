using System;
using System.Threading;
using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Tests.Systems;

/// <summary>Writes all blocks of a part of a disk in rounds, in any order, and looks after each flush whether they are there.</summary>
internal sealed class DiskWorkload(BlockDeviceStore store)
{
    private const int MostBlocksAtOnce = 64;

    private readonly Random _random = new(2);
    private readonly byte[] _bytes = new byte[MostBlocksAtOnce * DiskPattern.BlockBytes];
    private Thread? _thread;
    private volatile bool _mustStop;
    private int _done;

    /// <summary>How many requests were answered.</summary>
    public int Done => Volatile.Read(ref _done);
    public int Rounds { get; private set; }

    /// <summary>What was not as it has to be, or null.</summary>
    public string? Complaint { get; private set; }

    public void Start()
    {
        _thread = new Thread(() =>
        {
            for (ulong round = 1; !_mustStop && Complaint == null; round++) DoRound(round);
        });
        _thread.Start();
    }

    /// <summary>Ends the round that is being written, and then writes the last.</summary>
    public void Stop()
    {
        _mustStop = true;
        _thread?.Join();
        if (Complaint == null) DoRound(DiskPattern.LastRound);
    }

    private void DoRound(ulong round)
    {
        int first = _random.Next(DiskPattern.Blocks);
        ForAllParts(first, (block, blocks) =>
        {
            for (int i = 0; i < blocks; i++) DiskPattern.Fill(_bytes.AsSpan(i * DiskPattern.BlockBytes), (ulong)(block + i), round);
            return store.Write((ulong)block, _bytes.AsSpan(0, blocks * DiskPattern.BlockBytes));
        });
        Note("flush", store.Flush());
        ForAllParts(first, (block, blocks) =>
        {
            FileStatus status = store.Read((ulong)block, _bytes.AsSpan(0, blocks * DiskPattern.BlockBytes));
            for (int i = 0; i < blocks && status == FileStatus.Ok; i++)
            {
                ReadOnlySpan<byte> found = _bytes.AsSpan(i * DiskPattern.BlockBytes, DiskPattern.BlockBytes);
                if (!DiskPattern.Is(found, (ulong)(block + i), round)) Complaint ??= $"block {block + i} was flushed in round {round} and is of round {DiskPattern.RoundOf(found)}";
            }
            return status;
        });
        Rounds++;
    }

    /// <summary>From one block on round to where it began, in parts of any size.</summary>
    private void ForAllParts(int first, Func<int, int, FileStatus> act)
    {
        for (int done = 0; done < DiskPattern.Blocks && Complaint == null;)
        {
            int block = (first + done) % DiskPattern.Blocks;
            int blocks = Math.Min(1 + _random.Next(MostBlocksAtOnce), Math.Min(DiskPattern.Blocks - block, DiskPattern.Blocks - done));
            Note($"blocks {block} to {block + blocks}", act(block, blocks));
            done += blocks;
        }
    }

    private void Note(string what, FileStatus status)
    {
        if (status != FileStatus.Ok) Complaint ??= $"{what}: {status}";
        Volatile.Write(ref _done, _done + 1);
    }
}
