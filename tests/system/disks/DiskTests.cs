using System;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Storage;

namespace Diesis.Tests.Systems;

/// <summary>What a disk does for one user.</summary>
internal sealed class DiskTests(BlockDevicesClient devices, uint number)
{
    /// <summary>Behind what the workload writes.</summary>
    private const ulong FirstBlock = 8192;

    private const ulong BufferPages = 64;
    private const uint BufferBlocks = (uint)(BufferPages * MemoryLayout.PageSize / DiskPattern.BlockBytes);

    public bool WhatIsWrittenIsRead()
    {
        if (BlockDeviceStore.Open(devices, number, 256, out BlockDeviceStore? store) != Status.Ok) return false;
        var random = new Random(1);
        bool holds = store!.Blocks == DiskPattern.DiskBytes / DiskPattern.BlockBytes && !store.IsReadOnly;
        foreach (int blocks in (int[])[1, 3, 8, 2048, 3000])
        {
            byte[] written = new byte[blocks * DiskPattern.BlockBytes], read = new byte[written.Length];
            random.NextBytes(written);
            holds &= store.Write(FirstBlock, written) == FileStatus.Ok && store.Read(FirstBlock, read) == FileStatus.Ok && written.AsSpan().SequenceEqual(read);
        }
        holds &= store.Flush() == FileStatus.Ok;
        store.Dispose();
        return holds;
    }

    /// <summary>Each writes its block or reads another, all at the same time.</summary>
    public bool SeveralRequestsAreUnderWay() => WithDevice((device, buffer, memory) =>
    {
        var asked = new ValueTask<Result<FileStatus>>[64];
        for (int i = 0; i < asked.Length; i++) DiskPattern.Fill(Block(buffer, i), (ulong)i, 7);
        for (int i = 0; i < asked.Length; i++) asked[i] = device.Write(FirstBlock + (ulong)i, 1, memory, (ulong)(i * DiskPattern.BlockBytes));
        bool holds = AreAll(asked, FileStatus.Ok);
        // Read back in another order, to other places.
        for (int i = 0; i < asked.Length; i++)
            asked[i] = device.Read(FirstBlock + (ulong)(asked.Length - 1 - i), 1, memory, (ulong)((asked.Length + i) * DiskPattern.BlockBytes));
        holds &= AreAll(asked, FileStatus.Ok);
        for (int i = 0; i < asked.Length; i++) holds &= DiskPattern.Is(Block(buffer, asked.Length + i), (ulong)(asked.Length - 1 - i), 7);
        return holds;
    });

    public bool WhatIsNobodysIsRefused() => WithDevice((device, buffer, memory) =>
    {
        ulong blocks = DiskPattern.DiskBytes / DiskPattern.BlockBytes;
        return BufferBlocks == buffer.Pages * MemoryLayout.PageSize / DiskPattern.BlockBytes && device.ReadNow(blocks, 1, memory, 0) is { IsOk: true, Value: FileStatus.OutOfRange }
            && device.WriteNow(blocks - 1, 2, memory, 0) is { IsOk: true, Value: FileStatus.OutOfRange }
            && device.ReadNow(ulong.MaxValue, 1, memory, 0) is { IsOk: true, Value: FileStatus.OutOfRange }
            && device.ReadNow(0, 0, memory, 0) is { IsOk: true, Value: FileStatus.TooLarge }
            && device.ReadNow(0, uint.MaxValue, memory, 0) is { IsOk: true, Value: FileStatus.TooLarge }
            && device.ReadNow(0, BufferBlocks + 1, memory, 0).Status == Status.OutOfRange
            && device.ReadNow(0, 1, memory, BufferPages * MemoryLayout.PageSize - 508).Status == Status.OutOfRange
            && device.ReadNow(0, 1, memory, 2).Status == Status.BadArgument
            && device.ReadNow(0, 1, memory + 1, 0).Status == Status.BadArgument
            && device.TakeBack(memory) == Status.Ok
            && device.ReadNow(0, 1, memory, 0).Status == Status.BadArgument
            && devices.Open(number + 1000, out _) == Status.OutOfRange
            && IsRefused(device);
    });

    /// <summary>A block cannot be read, another not be written, and nothing be brought onto the medium; all others can.</summary>
    public bool ErrorsAreTold() => WithDevice((device, _, memory) =>
    {
        const ulong unreadable = 100, unwritable = 200;
        bool holds = true;
        for (int times = 0; times < 3; times++)
        {
            holds &= Is(device.ReadNow(unreadable, 1, memory, 0), FileStatus.DeviceFailed) && Is(device.ReadNow(unreadable - 4, 8, memory, 0), FileStatus.DeviceFailed)
                && Is(device.ReadNow(unreadable + 1, 8, memory, 0), FileStatus.Ok)
                && Is(device.WriteNow(unwritable, 1, memory, 0), FileStatus.DeviceFailed) && Is(device.WriteNow(unwritable + 1, 1, memory, 0), FileStatus.Ok)
                && Is(device.FlushNow(), FileStatus.DeviceFailed);
        }
        return holds;
    });

    private static bool Is(Result<FileStatus> answer, FileStatus expected) => answer.IsOk && answer.Value == expected;

    /// <summary>Memory that a device cannot be given.</summary>
    private static bool IsRefused(BlockDeviceClient device)
    {
        if (Kernel.CreateMemory(Startup.Block.Budget, 4, MemoryOptions.None, out Handle<MemoryObject> scattered) != Status.Ok) return false;
        bool isRefused = device.Lend(scattered, out _) == Status.BadState;
        _ = Kernel.Release(scattered);
        return isRefused;
    }

    private static bool AreAll(ValueTask<Result<FileStatus>>[] asked, FileStatus expected)
    {
        bool are = true;
        foreach (ValueTask<Result<FileStatus>> request in asked) are &= request.AsTask().Result is { IsOk: true } answer && answer.Value == expected;
        return are;
    }

    private static unsafe Span<byte> Block(MappedMemory buffer, int number)
        // SAFETY: all of the buffer is mapped, and has more blocks than the tests use.
        => new((byte*)buffer.Start + number * DiskPattern.BlockBytes, DiskPattern.BlockBytes);

    private bool WithDevice(Func<BlockDeviceClient, MappedMemory, uint, bool> holds)
    {
        if (devices.Open(number, out IBlockDevice device) != Status.Ok) return false;
        bool does = Kernel.CreateMemory(Startup.Block.Budget, BufferPages, MemoryOptions.Contiguous, out Handle<MemoryObject> memory) == Status.Ok
            && MappedMemory.Map(memory, out MappedMemory buffer) == Status.Ok
            && device.Lend(memory, out uint lent) == Status.Ok && holds((BlockDeviceClient)device, buffer, lent);
        device.Dispose();
        return does;
    }
}
