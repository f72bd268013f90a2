using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Services;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Files;

/// <summary>The block device itself, with memory that is lent to it. On Linux: a disk opened with <c>O_DIRECT</c>.</summary>
internal static class Disks
{
    private const uint Kib = 1024, Mib = 1024 * 1024;

    private static BlockDeviceClient _device;
    private static BlockDeviceInfo _info;
    private static uint _memory;

    /// <summary>Opens the machine's last disk: the first is the one with files.</summary>
    public static bool TryOpen()
    {
        if (Service.Find(BlockDevicesContract.ExpectedHash, out Handle<Endpoint> at) != Status.Ok || BlockDevicesClient.Connect(at, out BlockDevicesClient devices) != Status.Ok) return false;
        IBlockDevice? last = null;
        for (uint number = 0; number < 8; number++)
            if (devices.Open(number, out IBlockDevice found) == Status.Ok) last = found;
        if (last is null) return false;
        _device = (BlockDeviceClient)last;
        return _device.Tell(out _info) == Status.Ok
            && Kernel.CreateMemory(Startup.Block.Budget, (uint)(Mib / MemoryLayout.PageSize), MemoryOptions.Contiguous, out Handle<MemoryObject> memory) == Status.Ok
            && _device.Lend(memory, out _memory) == Status.Ok;
    }

    [Benchmark("files", "block_read_4k", Aim = 18_674)]
    internal static void Read4Kib(ref Measurement measurement) => Run(ref measurement, 32, 4 * Kib, false);

    [Benchmark("files", "block_write_4k", Aim = 19_092)]
    internal static void Write4Kib(ref Measurement measurement) => Run(ref measurement, 32, 4 * Kib, true);

    [Benchmark("files", "block_read_1m", Aim = 109_324)]
    internal static void Read1Mib(ref Measurement measurement) => Run(ref measurement, 4, Mib, false);

    [Benchmark("files", "block_write_1m", Aim = 99_095)]
    internal static void Write1Mib(ref Measurement measurement) => Run(ref measurement, 4, Mib, true);

    private static void Run(ref Measurement measurement, int operations, uint bytes, bool writes)
    {
        uint blocks = bytes / _info.BlockBytes;
        var time = new SpareTime.Since();
        for (int i = 0; i < operations; i++)
        {
            for (uint done = 0; done < blocks;)
            {
                uint part = Math.Min(blocks - done, _info.MostBlocks);
                ulong first = ((ulong)i % 16 * blocks) + done, offset = (ulong)done * _info.BlockBytes;
                Result<FileStatus> moved = writes ? _device.WriteNow(first, part, _memory, offset) : _device.ReadNow(first, part, _memory, offset);
                if (!moved.IsOk || moved.Value != FileStatus.Ok) Environment.FailFast("the disk does not do what it is asked to");
                done += part;
            }
        }
        time.Stop(ref measurement, operations);
    }
}
