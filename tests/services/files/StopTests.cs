using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.FileSystems;
using Diesis.Local;
using Diesis.Servers.Fat;
using Diesis.Storage;

namespace Diesis.Tests.Files;

/// <summary>A file system that is told that the machine will be turned off.</summary>
public sealed class StopTests
{
    private readonly MemoryStore _store = new(FatDisk.Make(40));

    /// <summary>As <c>servers/fat32</c>, which is handed the notification when it is started.</summary>
    private LocalServer Start(LastingMemory memory, List<Handle<Notification>> stops) => LocalServer.Start(endpoint =>
    {
        FatVolumes volumes = new(memory.Memory, (uint _, out IBlockStore? disk) =>
        {
            disk = _store;
            return FileStatus.Ok;
        }, () => Volumes.Now);
        Assert.Equal(Status.Ok, Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> stop));
        stops.Add(stop);
        return FileSystemService<FatNode>.Run(endpoint, volumes.Open, stop);
    });

    [Fact]
    public async Task WhatWasWrittenIsOnTheDiskAndTheVolumeInOrder()
    {
        using LastingMemory memory = new(1 << 20);
        List<Handle<Notification>> stops = [];
        using LocalServer server = Start(memory, stops);
        Handle<Endpoint> at = server.Offer();
        Assert.Equal(Status.Ok, FileSystemClient.Connect(at, out FileSystemClient client));
        IFolder root = client.Open("disk0").Value;
        IFile file = root.Open("a.txt", OpenMode.Write | OpenMode.Create | OpenMode.New).Value;
        Assert.Equal(5u, file.Write(0, "hello"u8).Value);
        Assert.ThrowsAny<Exception>(() => FatDisk.Check(_store.Content));

        // The signal is the process's own: only it has the right to be told.
        server.Process.Enter();
        Assert.Equal(Status.Ok, Kernel.Signal(stops[0], 1));
        for (int tries = 0; !server.HasStopped && tries < 1000; tries++) await Task.Delay(10);
        Assert.True(server.HasStopped);
        Assert.Equal(Status.Ok, server.End);
        FatDisk.Check(_store.Content);
        Assert.Equal("hello", FatDisk.Ask(_store.Content, "mtype", "-i", "@", "::/a.txt"));
    }
}
