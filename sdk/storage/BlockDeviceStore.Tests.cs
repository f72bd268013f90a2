using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Local;

namespace Diesis.Storage;

/// <summary>The store over a driver that keeps its blocks in memory, and that ends when it is told to.</summary>
public sealed class BlockDeviceStoreTests : IDisposable
{
    private const int Blocks = 64, BlockBytes = 512;

    private readonly byte[] _content = new byte[Blocks * BlockBytes];
    private readonly KeptServer _server;
    private readonly LocalProcess _process = new();
    private readonly BlockDevicesClient _devices;
    private int _flushes, _endsAfter = int.MaxValue;
    private byte _serial = (byte)'A';

    public BlockDeviceStoreTests()
    {
        _server = new(endpoint =>
        {
            ObjectServer server = new(endpoint);
            server.Offer<BlockDevicesDispatcher<IBlockDevices>, IBlockDevices>(_ => new Driver(this));
            return server.Run();
        });
        _process.Enter();
        Handle<Endpoint> at = _server.Offer();
        Assert.Equal(Status.Ok, BlockDevicesClient.Connect(at, out _devices));
        Assert.Equal(Status.Ok, Kernel.Release(at));
    }

    /// <summary>Nobody keeps what it was not given.</summary>
    public void Dispose()
    {
        _devices.Dispose();
        Assert.Equal(LocalProcess.OwnHandles, _process.HandleCount);
        _server.Dispose();
    }

    private BlockDeviceStore Open(uint pages = 1)
    {
        Assert.Equal(Status.Ok, BlockDeviceStore.Open(_devices, 0, pages, out BlockDeviceStore? store));
        return store!;
    }

    private sealed class Driver(BlockDeviceStoreTests test) : IBlockDevices
    {
        public Status Count(out uint devices)
        {
            devices = 1;
            return Status.Ok;
        }

        public Status Open(uint number, out IBlockDevice device)
        {
            device = new Disk(test);
            return number == 0 ? Status.Ok : Status.OutOfRange;
        }
    }

    private sealed class Disk(BlockDeviceStoreTests test) : IBlockDevice
    {
        private Handle<MemoryObject> _memory;

        public Status Tell(out BlockDeviceInfo info)
        {
            info = new() { Blocks = Blocks, BlockBytes = BlockBytes, MostBlocks = 4, IsVolatile = true };
            info.Serial[0] = test._serial;
            return Status.Ok;
        }

        public Status Lend(Handle<MemoryObject> memory, out uint number)
        {
            number = 7;
            _memory = memory;
            return Status.Ok;
        }

        public Status TakeBack(uint number) => Status.NotSupported;

        public ValueTask<Result<FileStatus>> Read(ulong block, uint blocks, uint memory, ulong offset)
            => Do(memory, () => Kernel.WriteMemory(_memory, offset, test._content.AsSpan((int)block * BlockBytes, (int)blocks * BlockBytes)));

        public ValueTask<Result<FileStatus>> Write(ulong block, uint blocks, uint memory, ulong offset)
            => Do(memory, () => Kernel.ReadMemory(_memory, offset, test._content.AsSpan((int)block * BlockBytes, (int)blocks * BlockBytes)));

        public ValueTask<Result<FileStatus>> Flush()
        {
            _ = Interlocked.Increment(ref test._flushes);
            return Do(7, () => Status.Ok);
        }

        /// <summary>It is done, and perhaps the driver ends before it can say so; another instance begins.</summary>
        private ValueTask<Result<FileStatus>> Do(uint memory, Func<Status> act)
        {
            Status status = memory == 7 ? act() : Status.BadArgument;
            if (Interlocked.Decrement(ref test._endsAfter) == 0)
            {
                test._endsAfter = int.MaxValue;
                test._server.Process.End();
                test._server.Start();
            }
            return new(status == Status.Ok ? FileStatus.Ok : status);
        }

        public void Dispose() => _ = Kernel.Release(_memory);
    }

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        using BlockDeviceStore store = Open();
        Assert.Equal((BlockBytes, (ulong)Blocks, false), (store.BlockBytes, store.Blocks, store.IsReadOnly));
        byte[] written = new byte[20 * BlockBytes], read = new byte[20 * BlockBytes];
        new Random(1).NextBytes(written);
        // More than the device takes at once.
        Assert.Equal(FileStatus.Ok, store.Write(3, written));
        Assert.Equal(written, _content.AsSpan(3 * BlockBytes, written.Length));
        Assert.Equal(FileStatus.Ok, store.Read(3, read));
        Assert.Equal(written, read);
        Assert.Equal((FileStatus.Ok, 1), (store.Flush(), _flushes));
    }

    [Fact]
    public void WhatLiesBehindTheEndIsNotAsked()
    {
        using BlockDeviceStore store = Open();
        byte[] bytes = new byte[2 * BlockBytes];
        Assert.Equal(FileStatus.OutOfRange, store.Read(Blocks - 1, bytes));
        Assert.Equal(FileStatus.OutOfRange, store.Write(ulong.MaxValue, bytes));
        Assert.Equal(FileStatus.OutOfRange, store.Read(0, bytes.AsSpan(1)));
    }

    [Fact]
    public void TheDriversEndIsNotSeen()
    {
        using BlockDeviceStore store = Open();
        byte[] written = new byte[20 * BlockBytes], read = new byte[20 * BlockBytes];
        for (int end = 1; end <= 12; end++)
        {
            new Random(end).NextBytes(written);
            _endsAfter = end;
            Assert.Equal(FileStatus.Ok, store.Write(3, written));
            Assert.Equal(FileStatus.Ok, store.Flush());
            Assert.Equal(FileStatus.Ok, store.Read(3, read));
            Assert.Equal(written, read);
        }
        // One of them ended the driver, and was made again.
        Assert.Equal(13, _flushes);
    }

    [Fact]
    public void AnotherDeviceInThePlaceOfThisOneIsNotWritten()
    {
        using BlockDeviceStore store = Open();
        byte[] bytes = new byte[BlockBytes];
        _endsAfter = 1;
        _serial = (byte)'B';
        Assert.Equal(FileStatus.DeviceFailed, store.Read(0, bytes));
        bytes.AsSpan().Fill(1);
        Assert.Equal(FileStatus.DeviceFailed, store.Write(0, bytes));
        Assert.Equal(new byte[BlockBytes], _content.AsSpan(0, BlockBytes));
    }

    [Fact]
    public void ADeviceThatIsNotThereIsNotOpened() => Assert.Equal(Status.OutOfRange, BlockDeviceStore.Open(_devices, 1, 1, out _));
}
