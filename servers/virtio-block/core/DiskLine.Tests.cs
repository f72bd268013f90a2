using Diesis.Communication;
using Diesis.Contracts.Files;
using Diesis.Devices.Virtio;
using Diesis.VirtioBlock;

namespace Diesis.Tests.VirtioBlock;

public class DiskLineTests
{
    private static DeviceBuffer Data(uint at) => new(SimulatedDisk.DataAddress + at, 512);

    private static FileStatus StatusOf(ValueTask<Result<FileStatus>> ended)
    {
        Assert.True(ended.IsCompleted);
        return ended.Result.Value;
    }

    private static void Collect(DiskLine line)
    {
        List<DiskAnswer> answers = [];
        Assert.True(line.TryCollect(0, answers));
        foreach (DiskAnswer answer in answers) answer.Give();
    }

    [Fact]
    public void MoreThanTheDiskTakesWaitsForItsTurn()
    {
        using SimulatedDisk disk = new();
        DiskLine line = new(disk.Requests);
        List<ValueTask<Result<FileStatus>>> asked = [];
        for (uint i = 0; i < 3 * SimulatedDisk.Slots; i++) asked.Add(line.Ask(DiskOperation.Read, i, Data(i * 512), 0));
        Assert.Equal(SimulatedDisk.Slots, disk.Requests.UnderWay);
        for (int round = 1; round <= 3; round++)
        {
            while (disk.DoOne()) { }
            Assert.False(asked[(round - 1) * SimulatedDisk.Slots].IsCompleted);
            Collect(line);
            Assert.Equal(round * SimulatedDisk.Slots, asked.Count(request => request.IsCompleted));
        }
        Assert.All(asked, request => Assert.Equal(FileStatus.Ok, StatusOf(request)));
        Assert.Equal(disk.Content.AsSpan(0, asked.Count * 512), disk.Data.AsSpan(0, asked.Count * 512));
        Assert.True(line.IsIdle);
    }

    [Fact]
    public void WhatNoDiskCanDoIsAnsweredAtOnceOrInItsTurn()
    {
        using SimulatedDisk disk = new();
        DiskLine line = new(disk.Requests);
        Assert.Equal(FileStatus.OutOfRange, StatusOf(line.Ask(DiskOperation.Read, 64, Data(0), 0)));
        for (uint i = 0; i <= SimulatedDisk.Slots; i++) _ = line.Ask(DiskOperation.Read, i, Data(0), 0);
        ValueTask<Result<FileStatus>> late = line.Ask(DiskOperation.Read, 64, Data(0), 0);
        Assert.False(late.IsCompleted);
        while (disk.DoOne()) { }
        Collect(line);
        Assert.Equal(FileStatus.OutOfRange, StatusOf(late));
    }

    [Fact]
    public void AfterTheDiskBeganAnewEverybodyIsAnswered()
    {
        using SimulatedDisk disk = new();
        DiskLine line = new(disk.Requests);
        List<ValueTask<Result<FileStatus>>> asked = [];
        for (uint i = 0; i < SimulatedDisk.Slots + 2; i++) asked.Add(line.Ask(DiskOperation.Read, i, Data(i * 512), 0));
        List<DiskAnswer> answers = [];
        line.AskAgain(disk.Begin(), 0, answers);
        Assert.Empty(answers);
        for (int i = 0; i < 2; i++)
        {
            while (disk.DoOne()) { }
            Collect(line);
        }
        Assert.All(asked, request => Assert.Equal(FileStatus.Ok, StatusOf(request)));
    }

    [Fact]
    public void WhatTheDiskCannotSurviveFailsAndMakesRoom()
    {
        using SimulatedDisk disk = new();
        DiskLine line = new(disk.Requests);
        List<ValueTask<Result<FileStatus>>> asked = [];
        for (uint i = 0; i <= SimulatedDisk.Slots; i++) asked.Add(line.Ask(DiskOperation.Read, i, Data(i * 512), 0));
        List<DiskAnswer> answers = [];
        for (int attempt = 0; attempt < 3; attempt++) line.AskAgain(disk.Begin(), 0, answers);
        Assert.Equal(SimulatedDisk.Slots, answers.Count);
        foreach (DiskAnswer answer in answers) answer.Give();
        Assert.Equal(FileStatus.DeviceFailed, StatusOf(asked[0]));
        Assert.False(asked[^1].IsCompleted);
        while (disk.DoOne()) { }
        Collect(line);
        Assert.Equal(FileStatus.Ok, StatusOf(asked[^1]));
    }

    [Fact]
    public void TheDiskSaysItsName()
    {
        using SimulatedDisk disk = new() { Serial = "four score"u8.ToArray() };
        DiskLine line = new(disk.Requests);
        ValueTask<Result<FileStatus>> asked = line.Ask(DiskOperation.Identify, 0, new(SimulatedDisk.DataAddress, DiskFacts.SerialBytes), 0);
        Assert.True(disk.DoOne());
        Collect(line);
        Assert.Equal(FileStatus.Ok, StatusOf(asked));
        Assert.Equal("four score\0"u8, disk.Data.AsSpan(0, 11));
    }
}
