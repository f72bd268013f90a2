using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Drivers;

namespace Diesis.VirtioBlock;

/// <summary>A disk in the hands of one user, with the memory that this one has lent to it.</summary>
internal sealed class OpenDisk(Disk disk) : IBlockDevice
{
    private readonly record struct Lent(Handle<MemoryObject> Memory, ShownMemory Shown);

    /// <summary>Calls and answers come on different threads; each holds this.</summary>
    private readonly LentMemories<Lent> _lent = new();

    public Status Tell(out BlockDeviceInfo info)
    {
        info = disk.Info;
        return Status.Ok;
    }

    public Status Lend(Handle<MemoryObject> memory, out uint number)
    {
        number = 0;
        Status status = disk.Pci.Show(memory, out ShownMemory shown);
        if (status == Status.Ok)
        {
            lock (_lent)
                if (_lent.TryAdd(new(memory, shown), shown.Bytes, out number)) return Status.Ok;
            shown.Hide();
            status = Status.TableFull;
        }
        _ = Kernel.Release(memory);
        return status;
    }

    public Status TakeBack(uint number)
    {
        Status status;
        Lent lent;
        lock (_lent) status = _lent.Remove(number, out lent);
        if (status == Status.Ok) GiveBack(lent);
        return status;
    }

    public ValueTask<Result<FileStatus>> Read(ulong block, uint blocks, uint memory, ulong offset) => Move(DiskOperation.Read, block, blocks, memory, offset);

    public ValueTask<Result<FileStatus>> Write(ulong block, uint blocks, uint memory, ulong offset) => Move(DiskOperation.Write, block, blocks, memory, offset);

    // Of a disk that keeps nothing back, all is on the medium.
    public ValueTask<Result<FileStatus>> Flush()
        => disk.Info.IsVolatile ? disk.Ask(DiskOperation.Flush, 0, default) : new(new Result<FileStatus>(FileStatus.Ok));

    private ValueTask<Result<FileStatus>> Move(DiskOperation operation, ulong block, uint blocks, uint memory, ulong offset)
    {
        if (blocks == 0 || blocks > disk.Info.MostBlocks) return new(new Result<FileStatus>(FileStatus.TooLarge));
        uint bytes = blocks * disk.Info.BlockBytes;
        Status status;
        Lent lent;
        lock (_lent) status = _lent.BeginUse(memory, offset, bytes, out lent);
        return status == Status.Ok ? Ended(disk.Ask(operation, block, new(lent.Shown.Address + offset, bytes)), memory) : new(new Result<FileStatus>(status));
    }

    private async ValueTask<Result<FileStatus>> Ended(ValueTask<Result<FileStatus>> asked, uint memory)
    {
        Result<FileStatus> answer = await asked.ConfigureAwait(false);
        bool isGoing;
        Lent lent;
        lock (_lent) isGoing = _lent.EndUse(memory, out lent);
        if (isGoing) GiveBack(lent);
        return answer;
    }

    /// <summary>Its user is gone. What requests under way use is given back when they have ended.</summary>
    public void Dispose()
    {
        while (true)
        {
            Lent lent;
            lock (_lent)
                if (!_lent.TryTakeUnused(out lent)) return;
            GiveBack(lent);
        }
    }

    private static void GiveBack(Lent lent)
    {
        lent.Shown.Hide();
        _ = Kernel.Release(lent.Memory);
    }
}
