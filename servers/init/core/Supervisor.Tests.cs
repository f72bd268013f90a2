using Diesis.Abi;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Init;

public sealed class SupervisorTests
{
    private static readonly ContractId Log = new(1), Files = new(2), Net = new(3);

    /// <summary>Notes what is asked of it.</summary>
    private sealed class World : IServiceWorld
    {
        public List<string> Acts { get; } = [];
        public List<string> Reports { get; } = [];
        public HashSet<string> Broken { get; } = [];

        /// <summary>Those that take their time: it is told when they are made.</summary>
        public HashSet<string> Slow { get; } = [];

        public StartOutcome Start(Service service)
        {
            Acts.Add($"start {service.Name}");
            return Broken.Contains(service.Name) ? StartOutcome.Fails : Slow.Contains(service.Name) ? StartOutcome.Begun : StartOutcome.Runs;
        }

        public void AskToStop(Service service) => Acts.Add($"ask {service.Name}");
        public void Stop(Service service) => Acts.Add($"stop {service.Name}");
        public void Report(ReportLevel level, string text) => Reports.Add($"{level}: {text}");

        public string[] Take()
        {
            string[] taken = [.. Acts];
            Acts.Clear();
            return taken;
        }
    }

    private static ServiceDescription Describe(string name, ContractId[] offers, ContractId[] wants, bool atBoot = false,
        RestartPolicy restart = default, uint stopMs = 0) => new()
    {
        Name = name,
        Offers = offers,
        Wants = [.. wants.Select(want => new WantedContract(want, WantOptions.None, 1))],
        StartsAtBoot = atBoot,
        Restart = restart,
        StopMs = stopMs,
    };

    private static readonly RestartPolicy ThreeTimes = new() { When = RestartWhen.OnFailure, Most = 3, WindowMs = 1000, FirstWaitMs = 10, LongestWaitMs = 25 };
    private static readonly ServiceEnd Fault = new(ExitKind.Faulted, 0), Killed = new(ExitKind.Killed, 0), Clean = new(ExitKind.Returned, 0);

    [Fact]
    public void ServicesStartBehindThoseTheyNeed()
    {
        World world = new();
        Supervisor supervisor = new(
            [Describe("net", [Net], [Files, Log], atBoot: true), Describe("files", [Files], [Log]), Describe("log", [Log], []), Describe("unused", [], [Net])], world);
        supervisor.Boot(0);
        Assert.Equal(["start log", "start files", "start net"], world.Take());
        Assert.Equal(ServiceState.Idle, supervisor.Services[3].State);
    }

    [Fact]
    public void ServicesThatDoNotNeedEachOtherAreMadeAtTheSameTime()
    {
        World world = new() { Slow = { "log", "clock", "files" } };
        Supervisor supervisor = new([Describe("net", [Net], [Files, Log], atBoot: true), Describe("files", [Files], [Log]), Describe("log", [Log], []), Describe("clock", [], [], atBoot: true)], world);
        Service net = supervisor.Services[0], files = supervisor.Services[1], log = supervisor.Services[2], clock = supervisor.Services[3];
        supervisor.Boot(0);
        Assert.Equal(["start log", "start clock"], world.Take());
        Assert.All(supervisor.Services, service => Assert.Equal(ServiceState.Starting, service.State));
        Assert.True(supervisor.Need(net, 0));
        supervisor.Made(clock, 1);
        Assert.Equal(ServiceState.Running, clock.State);
        Assert.Empty(world.Take());
        supervisor.Made(log, 2);
        Assert.Equal(["start files"], world.Take());
        supervisor.Made(files, 3);
        Assert.Equal(["start net"], world.Take());
        Assert.Equal(ServiceState.Running, net.State);
    }

    [Fact]
    public void OneThatCannotBeMadeHoldsUpNobody()
    {
        World world = new() { Slow = { "log" } };
        Supervisor supervisor = new([Describe("files", [Files], [Log], atBoot: true), Describe("log", [Log], [], restart: ThreeTimes)], world);
        supervisor.Boot(0);
        Assert.Equal(["start log"], world.Take());
        supervisor.NotMade(supervisor.Services[1], 0);
        Assert.Equal(["start files"], world.Take());
        Assert.Equal(ServiceState.Waiting, supervisor.Services[1].State);
        Assert.Equal(["Error: log cannot be started"], world.Reports);
    }

    [Fact]
    public void AShutdownWaitsForWhatIsBeingMade()
    {
        World world = new() { Slow = { "log" } };
        Supervisor supervisor = new([Describe("files", [Files], [Log], atBoot: true), Describe("log", [Log], [])], world);
        supervisor.Boot(0);
        supervisor.ShutDown(MachineEnd.Of(0), 0);
        Assert.Equal(ServiceState.Ended, supervisor.Services[0].State);
        Assert.False(supervisor.IsDown);
        supervisor.Made(supervisor.Services[1], 1);
        Assert.Equal(["start log", "stop log"], world.Take());
        supervisor.Ended(supervisor.Services[1], Killed, 2);
        Assert.True(supervisor.IsDown);
    }

    [Fact]
    public void ACircleIsCutSomewhere()
    {
        World world = new();
        Supervisor supervisor = new([Describe("a", [Log], [Files], atBoot: true), Describe("b", [Files], [Log], atBoot: true)], world);
        supervisor.Boot(0);
        Assert.Equal(["start b", "start a"], world.Take());
        supervisor.ShutDown(MachineEnd.Of(0), 0);
        Assert.Equal(["stop a", "stop b"], world.Take());
    }

    [Fact]
    public void FirstUseStartsAServiceOnce()
    {
        World world = new();
        Supervisor supervisor = new([Describe("files", [Files], [Log]), Describe("log", [Log], [])], world);
        supervisor.Boot(0);
        Assert.Empty(world.Take());
        Service files = supervisor.FindProvider(Files)!;
        Assert.True(supervisor.Need(files, 0) && supervisor.Need(files, 1));
        Assert.Equal(["start log", "start files"], world.Take());
        Assert.Null(supervisor.FindProvider(Net));
    }

    [Fact]
    public void WhatAServiceCanDoWithoutIsStartedWhenItAsks()
    {
        World world = new();
        Supervisor supervisor = new(
            [new() { Name = "shell", Wants = [new WantedContract(Files, WantOptions.Optional, 1), new WantedContract(Log, WantOptions.None, 2)], StartsAtBoot = true }, Describe("files", [Files], []), Describe("log", [Log], [])], world);
        supervisor.Boot(0);
        Assert.Equal(["start log", "start shell"], world.Take());
        Assert.True(supervisor.Need(supervisor.Services[1], 1));
        Assert.Equal(["start files"], world.Take());
        // It uses what it has asked for all the same: that stops behind it.
        supervisor.ShutDown(MachineEnd.Of(0), 2);
        Assert.Equal(["stop shell"], world.Take());
    }

    [Fact]
    public void WhoDiesIsStartedAgainLaterAndLaterAndThenGivenUp()
    {
        World world = new();
        Supervisor supervisor = new([Describe("log", [Log], [], atBoot: true, ThreeTimes)], world);
        Service log = supervisor.Services[0];
        supervisor.Boot(0);
        _ = world.Take();
        ulong now = 100;
        foreach (ulong wait in (ulong[])[10, 20, 25])
        {
            supervisor.Ended(log, Fault, now);
            Assert.Equal(ServiceState.Waiting, log.State);
            Assert.True(supervisor.Need(log, now)); // who calls waits
            Assert.Equal(now + wait, supervisor.NextDeadlineMs);
            supervisor.Advance(now + wait - 1);
            Assert.Empty(world.Take());
            supervisor.Advance(now += wait);
            Assert.Equal(["start log"], world.Take());
        }
        Assert.Equal(4, log.Starts);
        supervisor.Ended(log, Fault, now);
        Assert.Equal(ServiceState.GivenUp, log.State);
        Assert.False(supervisor.Need(log, now));
        Assert.Equal(ulong.MaxValue, supervisor.NextDeadlineMs);
        Assert.Equal("Error: log is given up: it ended more than 3 times within 1000 ms", world.Reports[^1]);
    }

    [Fact]
    public void WhoRanWellForAWhileBeginsAnew()
    {
        World world = new();
        Supervisor supervisor = new([Describe("log", [Log], [], atBoot: true, ThreeTimes)], world);
        Service log = supervisor.Services[0];
        supervisor.Boot(0);
        for (ulong now = 1000; now < 100_000; now += 600)
        {
            supervisor.Ended(log, Fault, now);
            Assert.Equal(ServiceState.Waiting, log.State);
            supervisor.Advance(now + 25);
        }
        Assert.Equal(ServiceState.Running, log.State);
    }

    [Theory]
    [InlineData(RestartWhen.Never, false, false)]
    [InlineData(RestartWhen.OnFailure, false, true)]
    [InlineData(RestartWhen.Always, true, true)]
    public void ThePolicySaysWhichEndsCount(RestartWhen when, bool afterClean, bool afterFault)
    {
        foreach (ServiceEnd end in (ServiceEnd[])[Clean, Fault, Killed, new(ExitKind.Returned, 7)])
        {
            Supervisor supervisor = new([Describe("log", [Log], [], atBoot: true, ThreeTimes with { When = when })], new World());
            supervisor.Boot(0);
            supervisor.Ended(supervisor.Services[0], end, 1);
            Assert.Equal(end.IsClean ? afterClean : afterFault, supervisor.Services[0].State == ServiceState.Waiting);
        }
    }

    [Fact]
    public void WhatCannotBeMadeIsTriedAgainAndGivenUp()
    {
        World world = new();
        _ = world.Broken.Add("log");
        Supervisor supervisor = new([Describe("log", [Log], [], atBoot: true, ThreeTimes)], world);
        supervisor.Boot(0);
        while (supervisor.NextDeadlineMs != ulong.MaxValue) supervisor.Advance(supervisor.NextDeadlineMs);
        Assert.Equal(4, world.Acts.Count);
        Assert.Equal(ServiceState.GivenUp, supervisor.Services[0].State);
    }

    [Fact]
    public void ShutdownStopsUsersBeforeWhatTheyUse()
    {
        World world = new();
        Supervisor supervisor = new([Describe("log", [Log], [], true), Describe("files", [Files], [Log], true, stopMs: 50), Describe("net", [Net], [Files], true)], world);
        supervisor.Boot(0);
        _ = world.Take();
        supervisor.ShutDown(MachineEnd.Of(0), 10);
        Assert.Equal(["stop net"], world.Take());
        supervisor.Ended(supervisor.Services[2], Fault, 11);
        Assert.Equal(["ask files"], world.Take());
        Assert.Equal(61u, supervisor.NextDeadlineMs);
        supervisor.Advance(61);
        Assert.Equal(["stop files"], world.Take());
        Assert.False(supervisor.IsDown);
        supervisor.Ended(supervisor.Services[1], Fault, 62);
        Assert.Equal(["stop log"], world.Take());
        supervisor.Ended(supervisor.Services[0], Fault, 63);
        Assert.True(supervisor.IsDown);
        Assert.Equal(["Warning: files did not end in time"], world.Reports);
    }

    [Fact]
    public void NothingStartsDuringAShutdown()
    {
        World world = new();
        Supervisor supervisor = new([Describe("log", [Log], [], true, ThreeTimes), Describe("files", [Files], [Log], true, ThreeTimes), Describe("net", [Net], [])], world);
        supervisor.Boot(0);
        supervisor.Ended(supervisor.Services[1], Fault, 1);
        supervisor.ShutDown(MachineEnd.Of(0), 2);
        supervisor.Ended(supervisor.Services[0], Fault, 3);
        _ = world.Take();
        supervisor.Advance(10_000);
        Assert.False(supervisor.Need(supervisor.Services[2], 10_000));
        Assert.Empty(world.Take());
        Assert.True(supervisor.IsDown);
    }

    [Fact]
    public void TheSystemEndsWithWhomItIsThereFor()
    {
        World world = new();
        Supervisor supervisor = new([Describe("log", [Log], [], true), new() { Name = "app", StartsAtBoot = true, IsEssential = true }], world);
        supervisor.Boot(0);
        _ = world.Take();
        // Only its low byte is a status: it cannot have the machine restarted.
        supervisor.Ended(supervisor.Services[1], new(ExitKind.Returned, 0x1_0007 | MachineEnd.Restart.ExitStatus), 1);
        Assert.Equal(["stop log"], world.Take());
        Assert.Equal(7u, supervisor.End.Status);
        Assert.False(supervisor.End.IsRestart);
        supervisor.Ended(supervisor.Services[0], Fault, 2);
        Assert.True(supervisor.IsDown);
    }
}
