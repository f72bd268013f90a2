using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;

namespace Diesis.Storage;

/// <summary>
/// A driver's device as a store, by way of memory that is lent to it. When the driver ends, it is opened anew as soon as there is another instance, and asked again: its user sees nothing of that.
/// </summary>
/// <remarks>For one thread at a time, which waits for each request: so nothing else is done with the same blocks meanwhile.</remarks>
public sealed unsafe class BlockDeviceStore : IBlockStore, IDisposable
{
    /// <summary>A request that ends the driver each time is not made for ever.</summary>
    private const int MostAttempts = 16;

    private readonly BlockDevicesClient _devices;
    private readonly uint _number;
    private readonly Handle<MemoryObject> _memory;
    private readonly MappedMemory _buffer;
    private readonly BlockDeviceInfo _info;
    private readonly uint _mostBlocks;

    /// <summary>What is open of the instance that serves, and how it names the memory; none after an instance has ended.</summary>
    private (BlockDeviceClient Client, uint Memory)? _device;

    private BlockDeviceStore(BlockDevicesClient devices, uint number, Handle<MemoryObject> memory, MappedMemory buffer, BlockDeviceClient device, uint lent, in BlockDeviceInfo info)
    {
        _devices = devices;
        _number = number;
        _memory = memory;
        _buffer = buffer;
        _device = (device, lent);
        _info = info;
        _mostBlocks = (uint)Math.Min(info.MostBlocks, buffer.Pages * MemoryLayout.PageSize / info.BlockBytes);
    }

    public int BlockBytes => (int)_info.BlockBytes;
    public ulong Blocks => _info.Blocks;
    public bool IsReadOnly => _info.IsReadOnly;

    /// <summary>All that the device says of itself.</summary>
    public ref readonly BlockDeviceInfo Info => ref _info;

    /// <summary>Opens a device.</summary>
    /// <param name="devices">Stays the caller's, and open as long as the store is used.</param>
    /// <param name="bufferPages">Of the memory that is lent, which this process pays for: what is larger goes in parts.</param>
    /// <returns>As <see cref="IBlockDevices.Open"/> and <see cref="IBlockDevice.Lend"/>, or what the kernel said.</returns>
    public static Status Open(BlockDevicesClient devices, uint number, uint bufferPages, out BlockDeviceStore? store)
    {
        store = null;
        Status status = Kernel.CreateMemory(Startup.Block.Budget, bufferPages, MemoryOptions.Contiguous, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        status = MappedMemory.Map(memory, out MappedMemory buffer);
        if (status == Status.Ok)
        {
            BlockDeviceClient device;
            uint lent;
            BlockDeviceInfo info;
            int attempts = 0;
            // The driver may end while it is met.
            do status = TryOpen(devices, number, memory, out device, out lent, out info);
            while (status == Status.PeerClosed && ++attempts < MostAttempts);
            if (status == Status.Ok) store = new(devices, number, memory, buffer, device, lent, in info);
            else buffer.Unmap();
        }
        if (status != Status.Ok) _ = Kernel.Release(memory);
        return status;
    }

    public FileStatus Read(ulong block, Span<byte> into)
    {
        if (!IsWithin(block, into.Length)) return FileStatus.OutOfRange;
        while (!into.IsEmpty)
        {
            uint blocks = NextBlocks(into.Length);
            Span<byte> part = into.Slice(0, (int)blocks * BlockBytes);
            FileStatus status = Ask(DeviceRequest.Read, block, blocks);
            if (status != FileStatus.Ok) return status;
            Buffer(part.Length).CopyTo(part);
            into = into.Slice(part.Length);
            block += blocks;
        }
        return FileStatus.Ok;
    }

    public FileStatus Write(ulong block, ReadOnlySpan<byte> from)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        if (!IsWithin(block, from.Length)) return FileStatus.OutOfRange;
        while (!from.IsEmpty)
        {
            uint blocks = NextBlocks(from.Length);
            ReadOnlySpan<byte> part = from.Slice(0, (int)blocks * BlockBytes);
            part.CopyTo(Buffer(part.Length));
            FileStatus status = Ask(DeviceRequest.Write, block, blocks);
            if (status != FileStatus.Ok) return status;
            from = from.Slice(part.Length);
            block += blocks;
        }
        return FileStatus.Ok;
    }

    public FileStatus Flush() => _info.IsVolatile ? Ask(DeviceRequest.Flush, 0, 0) : FileStatus.Ok;

    public void Dispose()
    {
        Forget();
        _buffer.Unmap();
        _ = Kernel.Release(_memory);
    }

    private enum DeviceRequest { Read, Write, Flush }

    private bool IsWithin(ulong block, int bytes) => bytes % BlockBytes == 0 && block <= Blocks && (ulong)(bytes / BlockBytes) <= Blocks - block;

    private uint NextBlocks(int bytes) => Math.Min(_mostBlocks, (uint)(bytes / BlockBytes));

    // SAFETY: the memory is mapped there as long as the store is used, and no request has more blocks than it holds.
    private Span<byte> Buffer(int bytes) => new(_buffer.Start, bytes);

    /// <summary>Asks until an instance of the driver has answered.</summary>
    private FileStatus Ask(DeviceRequest request, ulong block, uint blocks)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (_device is not { } device)
            {
                if (Reopen() is not (Status.Ok or Status.PeerClosed)) return FileStatus.DeviceFailed;
                continue;
            }
            var answer = request switch
            {
                DeviceRequest.Read => device.Client.ReadNow(block, blocks, device.Memory, 0),
                DeviceRequest.Write => device.Client.WriteNow(block, blocks, device.Memory, 0),
                _ => device.Client.FlushNow(),
            };
            if (answer.IsOk) return answer.Value;
            if (answer.Status != Status.PeerClosed) return FileStatus.DeviceFailed;
            Forget();
        }
        return FileStatus.DeviceFailed;
    }

    private Status Reopen()
    {
        Status status = TryOpen(_devices, _number, _memory, out BlockDeviceClient device, out uint lent, out BlockDeviceInfo info);
        if (status != Status.Ok) return status;
        _device = (device, lent);
        if (IsSame(in info)) return Status.Ok;
        Forget();
        return Status.BadState;
    }

    /// <summary>Is it the device that was opened first? Blocks of one must not go to another.</summary>
    private bool IsSame(in BlockDeviceInfo info)
        => info.Blocks == _info.Blocks && info.BlockBytes == _info.BlockBytes && info.MostBlocks >= _mostBlocks
            && ((ReadOnlySpan<byte>)info.Serial).SequenceEqual(_info.Serial);

    private void Forget()
    {
        _device?.Client.Dispose();
        _device = null;
    }

    private static Status TryOpen(BlockDevicesClient devices, uint number, Handle<MemoryObject> memory, out BlockDeviceClient device, out uint lent, out BlockDeviceInfo info)
    {
        device = default;
        lent = 0;
        info = default;
        Status status = devices.Open(number, out IBlockDevice opened);
        if (status != Status.Ok) return status;
        device = (BlockDeviceClient)opened;
        status = device.Tell(out info);
        // Nothing is divided by what no device can be like.
        if (status == Status.Ok && (!System.Numerics.BitOperations.IsPow2(info.BlockBytes) || info.BlockBytes is < 512 or > 4096 || info.MostBlocks == 0)) status = Status.NotSupported;
        if (status == Status.Ok) status = device.Lend(memory, out lent);
        if (status != Status.Ok) device.Dispose();
        return status;
    }
}
