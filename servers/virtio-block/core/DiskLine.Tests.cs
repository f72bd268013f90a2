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
    public void RequestsOfTheSameBlocksAreDoneInTheirOrder()
    {
        using SimulatedDisk disk = new();
        DiskLine line = new(disk.Requests);
        DeviceBuffer two = new(SimulatedDisk.DataAddress + 2048, 1024);
        ValueTask<Result<FileStatus>> first = line.Ask(DiskOperation.Write, 3, two, 0), read = line.Ask(DiskOperation.Read, 4, Data(0), 0), apart = line.Ask(DiskOperation.Write, 5, Data(512), 0);
        Assert.Equal(1, disk.Requests.UnderWay);
        Assert.True(disk.DoOne());
        Collect(line);
        Assert.Equal((true, false, false, 2), (first.IsCompleted, read.IsCompleted, apart.IsCompleted, disk.Requests.UnderWay));
        ValueTask<Result<FileStatus>> again = line.Ask(DiskOperation.Read, 4, Data(1024), 0), flush = line.Ask(DiskOperation.Flush, 0, default, 0);
        Assert.Equal(4, disk.Requests.UnderWay);
        while (disk.DoOne()) { }
        Collect(line);
        Assert.All([read, apart, again, flush], request => Assert.Equal(FileStatus.Ok, StatusOf(request)));
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

    /// <summary>A disk that answers nothing is begun anew when a request is overdue, and fails it in the end: nobody waits for ever.</summary>
    [Fact]
    public void WhatIsNeverAnsweredFailsAfterSomeBeginnings()
    {
        const ulong patience = 10;
        using SimulatedDisk disk = new();
        DiskLine line = new(disk.Requests);
        List<ValueTask<Result<FileStatus>>> asked = [];
        for (uint i = 0; i < 2 * SimulatedDisk.Slots; i++) asked.Add(line.Ask(DiskOperation.Write, i, Data(i * 512), 0));
        ulong now = 0;
        int beginnings = 0;
        for (; !line.IsIdle; now++)
        {
            Assert.InRange(now, 0UL, 100UL);
            if (!line.IsOverdue(now, patience)) continue;
            List<DiskAnswer> answers = [];
            line.AskAgain(disk.Begin(), now, answers);
            foreach (DiskAnswer answer in answers) answer.Give();
            beginnings++;
        }
        Assert.Equal(2 * 3, beginnings);
        Assert.All(asked, request => Assert.Equal(FileStatus.DeviceFailed, StatusOf(request)));
    }

    /// <summary>Whatever a disk does, each request is answered, and no request twice.</summary>
    [Fact]
    public void EverythingIsAnsweredOnceWhateverTheDiskDoes()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            using SimulatedDisk disk = new();
            DiskLine line = new(disk.Requests);
            List<(ValueTask<Result<FileStatus>> Ended, int Answers)> asked = [];
            ulong now = 0;
            for (int step = 0; step < 200 || !line.IsIdle; step++)
            {
                Assert.InRange(step, 0, 2_000);
                now++;
                if (step < 200 && random.Next(2) == 0)
                    asked.Add((line.Ask((DiskOperation)random.Next(2), (ulong)random.Next(66), Data((uint)random.Next(64) * 512), now), 0));
                disk.Refuses = random.Next(3) == 0 ? (byte)random.Next(256) : null;
                disk.Conceals = random.Next(4) == 0 ? (uint)random.Next(3) : 0;
                if (random.Next(3) != 0 && step < 200) _ = disk.DoOne();
                if (random.Next(20) == 0) disk.Lie(random);
                List<DiskAnswer> answers = [];
                if (!line.TryCollect(now, answers) || line.IsOverdue(now, 20)) line.AskAgain(disk.Begin(), now, answers);
                foreach (DiskAnswer answer in answers) answer.Give();
            }
            // Giving an answer twice would have thrown.
            Assert.All(asked, request => Assert.True(request.Ended.IsCompleted && request.Ended.Result.IsOk));
            Assert.Equal(0, disk.Requests.UnderWay);
        }
    }
}
