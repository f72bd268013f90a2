using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Services;
using Diesis.Storage;

namespace Diesis.Servers.Fat;

/// <summary>Keeps files on disks, in FAT32.</summary>
internal static class Program
{
    /// <summary>Of what is lent to a disk's driver.</summary>
    private const uint BufferPages = 32;

    /// <summary>Which part of the budget is for pages of files that are mapped.</summary>
    private const ulong PagesShare = 4;

    private static readonly Dictionary<uint, BlockDeviceStore> Disks = [];
    private static BlockDevicesClient _devices;
    private static bool _isConnected;

    private static int Main()
    {
        if (!Service.TryMapState(out StateMemory memory)) return 1;
        _ = Kernel.Query(Startup.Block.Budget, out ObjectInfo budget);
        FatVolumes volumes = new(memory, TryOpenDisk, static () => DateTime.UtcNow);
        FileMemories<FatNode>? memories = FilePager<FatNode>.Start(budget.Detail0 / PagesShare);
        return (int)FileSystemService<FatNode>.Run(Service.EndpointFor(FileSystemKind.Fat32), volumes.Open, Service.StopSignal, memories);
    }

    private static FileStatus TryOpenDisk(uint number, out IBlockStore? disk)
    {
        bool isOpen = Disks.TryGetValue(number, out BlockDeviceStore? known);
        disk = known;
        if (isOpen) return FileStatus.Ok;
        if (!TryConnect()) return FileStatus.DeviceFailed;
        Status status = BlockDeviceStore.Open(_devices, number, BufferPages, out BlockDeviceStore? opened);
        if (status != Status.Ok) return status == Status.OutOfRange ? FileStatus.NotFound : FileStatus.DeviceFailed;
        Disks.Add(number, opened!);
        disk = opened;
        return FileStatus.Ok;
    }

    private static bool TryConnect()
    {
        if (_isConnected) return true;
        if (Service.Find(BlockDevicesContract.ExpectedHash, out Handle<Endpoint> endpoint) != Status.Ok) return false;
        _isConnected = BlockDevicesClient.Connect(endpoint, out _devices) == Status.Ok;
        _ = Kernel.Release(endpoint);
        return _isConnected;
    }
}
