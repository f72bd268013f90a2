using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Files;
using Diesis.Contracts.Log;
using Diesis.Contracts.Processes;
using Diesis.FileSystems;
using Diesis.Local;
using Diesis.Servers.Logging;
using Diesis.Servers.Tmpfs;
using Diesis.Servers.Vfs;
using Diesis.Shell.Commands;
using Diesis.Shell.Editing;
using Diesis.Shell.Machine;
using Diesis.Shell.Sessions;
using Diesis.Tests.Files;

namespace Diesis.Servers.Shell.Commands;

/// <summary>Each command of the shell's process, over services in processes of the host.</summary>
public sealed class SystemCommandsTests : IConnections, IThreadWaits, IDisposable
{
    private readonly LocalProcess _client = new();
    private readonly LastingMemory _memory = new(64 * 1024), _lines = new(64 * 1024);
    private readonly KeptServer _tmpfs, _vfs;
    private readonly LocalServer _log, _brokersServer, _processes;
    private readonly SampleBroker _broker = new();
    private readonly TextOutput _output = new(200);
    private readonly CommandTable _commands;
    private readonly ShellSession _session;

    public SystemCommandsTests()
    {
        _tmpfs = new(static endpoint => FileSystemService<MemoryNode>.Run(endpoint, static (string _, out IVolume<MemoryNode>? volume) =>
        {
            volume = new MemoryVolume(16 << 20, static () => new DateTime(2026, 12, 1, 10, 30, 0, DateTimeKind.Utc));
            return FileStatus.Ok;
        }));
        _vfs = new(StartVfs);
        _log = LocalServer.Start<LogDispatcher<LogService>, LogService>(new LogService(_lines.Memory));
        _brokersServer = LocalServer.Start<BrokerDispatcher<SampleBroker>, SampleBroker>(_broker);
        _processes = LocalServer.Start<ProcessesDispatcher<SampleProcesses>, SampleProcesses>(new SampleProcesses());
        _client.Enter();
        Connections.Source = this;
        _commands = ExportedCommands.MakeTable();
        _commands.Waits = this;
        _session = new ShellSession(_commands, _output);
    }

    private Status StartVfs(Handle<Endpoint> endpoint)
    {
        List<string> problems = [];
        VfsService service = new(endpoint, new KeptSystems(new() { ["tmpfs"] = _tmpfs }), 1000, new(_memory.Memory));
        service.Begin(Fstab.Read("root / tmpfs rw\nother /mnt tmpfs rw,name=other\n", problems), problems);
        IVfs vfs = service;
        return VfsServer.Run(endpoint, ref vfs);
    }

    Status IConnections.Find(ulong contract, out Handle<Endpoint> endpoint)
    {
        endpoint = contract switch
        {
            VfsContract.ExpectedHash => _vfs.Offer(7),
            LogContract.ExpectedHash => _log.Offer(SampleBroker.ShellBadge),
            ProcessesContract.ExpectedHash => _processes.Offer(7),
            _ => default,
        };
        return endpoint.IsNone ? Status.NotSupported : Status.Ok;
    }

    Status IConnections.OpenBroker(out BrokerClient broker) => BrokerClient.Connect(_brokersServer.Offer(SampleBroker.ShellBadge), out broker);

    object IThreadWaits.Current => _client;
    void IThreadWaits.Break(object thread) => ((LocalProcess)thread).CancelWaits();

    public void Dispose()
    {
        _session.Jobs.CancelAll();
        foreach (ShellJob job in _session.Jobs.All()) Assert.True(job.Wait(60_000));
        FileCommands.Forget();
        Connections.Source = null;
        _vfs.Dispose();
        _tmpfs.Dispose();
        _log.Dispose();
        _brokersServer.Dispose();
        _processes.Dispose();
        _memory.Dispose();
        _lines.Dispose();
    }

    /// <summary>What a line shows, its lines separated by bars.</summary>
    private string Run(string line, RunStatus expected = RunStatus.Ok)
    {
        RunStatus status = _session.Run(line);
        string output = _output.Take();
        Assert.True(status == expected, $"{line}: {status}: {output}");
        return output.TrimEnd('\n').Replace("\n", "|", StringComparison.Ordinal);
    }

    [Fact]
    public void FilesAreWrittenReadAndMoved()
    {
        Assert.Equal("eins|zwei", Run("\"eins\\nzwei\" | write(\"/a.txt\"); read(\"/a.txt\")"));
        Run("makeFolder(\"/d\"); copy(\"/a.txt\", \"/d/b.txt\"); move(\"/a.txt\", \"/d/a.txt\")");
        Assert.Equal("a.txt|b.txt", Run("files(\"/d\") | select(f => f.name)"));
        Assert.Equal("/d/a.txt", Run("files(\"/d/a*\") | select(f => f.path)"));
        Assert.Equal("d", Run("files(\"/?\") | select(f => f.name)"));
        Assert.Equal("9 B", Run("files(\"/d/*.txt\") | first | select(f => f.size)".Replace(" | first | select(f => f.size)", " | select(f => f.size) | first", StringComparison.Ordinal)));
        Run("remove(\"/d/b.txt\")");
        Assert.Equal("true|false|true", Run("exists(\"/d/a.txt\"); exists(\"/d/b.txt\"); exists(\"/d\")"));
        Assert.Equal("/d/a.txt|File|2026-12-01 10:30:00|false", Run("let i = info(\"/d/a.txt\"); i.path; i.kind; i.modified; i.isReadOnly"));
        Assert.Equal("root / tmpfs rw|other /mnt tmpfs rw,name=other", Run("mounts()"));
        Assert.Equal("1", Run("\"1\" | write(\"/mnt/x\"); read(\"/mnt/x\")"));
        Run("sync(\"/\"); unmount(\"/mnt\")");
        Assert.Equal("root / tmpfs rw", Run("mounts()"));
    }

    [Fact]
    public void LinesAreWrittenAddedAndReadOneByOne()
    {
        Run("[\"a\", \"b\"] | write(\"/l\"); [\"c\"] | append(\"/l\"); \"d\" | append(\"/l\"); append(\"e\\r\\nf\", file: \"/new\")");
        Assert.Equal("a|b|c|d", Run("readLines(\"/l\")"));
        Assert.Equal("e|f", Run("readLines(\"/new\")"));
        // Longer than what is read at a time, and than a text may be.
        Run("var part = \"0123456789abcde\\n\"; for i in 1..16 { part = part + part }; part | write(\"/long\"); \"end\" | append(\"/long\")");
        Assert.Equal("65537 end", Run("let r = readLines(\"/long\") | fold({ lines: 0, last: \"\" }, (all, line) => { lines: all.lines + 1, last: line }); $\"{r.lines} {r.last}\""));
        Assert.Contains("too long for a text: readLines(", Run("read(\"/long\")", RunStatus.Failed), StringComparison.Ordinal);
        Run("var one = \"x\"; for i in 1..20 { one = one + one }; one | write(\"/one\"); \"x\" | append(\"/one\")");
        Assert.Contains("a line of /one is longer", Run("readLines(\"/one\") | count", RunStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersAreGoneThrough()
    {
        Run("makeFolder(\"/x\"); makeFolder(\"/x/y\"); makeFolder(\"/x/y/z\"); \"1\" | write(\"/x/y/one.txt\"); \"22\" | write(\"/x/two.txt\"); \"3\" | write(\"/x/y/z/three.md\")");
        Assert.Equal("/x|├─ two.txt|└─ y|   ├─ one.txt|   └─ z|      └─ three.md", Run("tree(\"/x\")"));
        Assert.Equal("/x|├─ two.txt|└─ y", Run("tree(\"/x\", 1)"));
        Assert.Equal("/x/two.txt|/x/y/one.txt", Run("find(\"*.txt\", \"/x\") | select(f => f.path)"));
        Assert.Equal("4 B", Run("find(\"*\", \"/x\") | sum(f => f.size)"));
    }

    [Theory]
    [InlineData("read(\"/b\")", "/b: NotFound", "read(\"/b\")")]
    [InlineData("write(\"/a\", \"hello\")", "'hello' is no path: they begin with '/', and what is written stands before it", "write(\"/a\", \"hello\")")]
    [InlineData("files(\"etc\")", "'etc' is no path", "files(\"etc\")")]
    [InlineData("remove(\"/b\")", "/b: NotFound", "remove(\"/b\")")]
    [InlineData("kill(7)", "there is no process 7", "kill(7)")]
    [InlineData("kill(5)", "process 5 has ended already", "kill(5)")]
    [InlineData("kill(-1)", "there is no process -1", "kill(-1)")]
    [InlineData("kill(6)", "process 6 cannot be ended: NotPermitted", "kill(6)")]
    [InlineData("start(\"chess\")", "there is no program 'chess'", "start(\"chess\")")]
    [InlineData("start(\"a name that is longer than any may be\")", "1 to 32 letters", "start(\"a name that is longer than any may be\")")]
    [InlineData("restart(\"nobody\")", "there is no service 'nobody'", "restart(\"nobody\")")]
    [InlineData("restart(\"idler\")", "'idler' does not run", "restart(\"idler\")")]
    [InlineData("shutdown(256)", "a status is 0 to 255", "shutdown(256)")]
    [InlineData("capabilities(\"nobody\")", "there is no service 'nobody'", "capabilities(\"nobody\")")]
    [InlineData("capabilities(5)", "process 5 has ended", "capabilities(5)")]
    [InlineData("log(\"loud\") | count", "there is no level 'loud'", "log(\"loud\") | count")]
    [InlineData("run(\"/none.dsh\")", "/none.dsh: NotFound", "run(\"/none.dsh\")")]
    public void WhatCannotBeDoneIsSaidWhereItStands(string line, string message, string marked)
    {
        string output = Run(line, RunStatus.Failed);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Contains($"|  {line}|  {new string('^', marked.Length)}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ServicesAndTheMachineAreTold()
    {
        Assert.Equal("log Running 0 1 MiB|idler Idle 1 0 B|shell Running 1 3 MiB", Run("services() | select(s => $\"{s.name} {s.state} {s.core} {s.memory}\")"));
        Assert.Equal("0 64 MiB 1 MiB 63 MiB 1|1 64 MiB 2 MiB 62 MiB 1", Run("cores() | select(c => $\"{c.number} {c.memory} {c.used} {c.free} {c.services}\")"));
        Assert.Equal("core 0 1 MiB 64 MiB|core 1 2 MiB 64 MiB|service log 1 MiB 64 MiB|service shell 3 MiB 64 MiB|program game 3 MiB 128 MiB",
            Run("memory() | select(m => $\"{m.kind} {m.name} {m.used} {m.of}\")"));
        Run("restart(\"log\"); shutdown(3); reboot()");
        Assert.Equal(["end 1", "shut down 3", "restart"], _broker.Done);
    }

    [Fact]
    public void ProcessesAreToldStartedAndEnded()
    {
        Assert.Equal("4 game 3 MiB false|5 game 0 B true", Run("processes() | select(p => $\"{p.number} {p.name} {p.memory} {p.hasEnded}\")"));
        Assert.Equal("9", Run("start(\"game\")"));
        Run("kill(4)");
        string top = Run("top()");
        Assert.StartsWith("kind     name   percent  memory", top, StringComparison.Ordinal);
        Assert.Contains("|service  log          0   1 MiB", top, StringComparison.Ordinal);
        Assert.Equal(4, top.Split('|').Length);
    }

    [Fact]
    public void AuthorityIsToldAndExplained()
    {
        Assert.Equal("offer IBroker offered|contract ILog connected|contract IProcesses refused|contract 0x0000000000001234 offered by nobody|contract IBroker connected|permission PowerOff granted|permission AllCores refused|handle Endpoint held|handle MemoryObject 3 held",
            Run("capabilities(\"shell\") | select(c => $\"{c.kind} {c.name} {c.state}\")"));
        Assert.Equal("to log|optional|Read Execute", Run("capabilities(\"shell\") | where(c => c.name == \"ILog\" || c.name == \"IProcesses\" || c.name == \"MemoryObject\") | select(c => c.detail)"));
        Assert.Equal("game 4 contract ILog permitted|game 4 permission PowerOff refused", Run("capabilities(4) | where(c => c.name == \"ILog\" || c.name == \"PowerOff\") | select(c => $\"{c.process} {c.kind} {c.name} {c.state}\")"));
        string Why(string of, string name) => Run($"{of} | first(c => c.name == \"{name}\") | why");
        Assert.Equal("granted by init, manifest of shell, line 18, permitted by the system's manifest; log offers it", Why("capabilities(\"shell\")", "ILog"));
        Assert.StartsWith("manifest of shell, line 19, asks for it; nobody permitted it", Why("capabilities(\"shell\")", "IProcesses"), StringComparison.Ordinal);
        Assert.EndsWith("line 20, asks for it; nobody in this system offers it", Why("capabilities(\"shell\")", "0x0000000000001234"), StringComparison.Ordinal);
        Assert.EndsWith("log offers it, and game 4 has not asked the broker for it yet", Why("capabilities(4)", "ILog"), StringComparison.Ordinal);
        Assert.Contains("the system's manifest trusts shell", Why("capabilities(\"shell\")", "PowerOff"), StringComparison.Ordinal);
        Assert.Contains("nobody granted it", Why("capabilities(\"shell\")", "AllCores"), StringComparison.Ordinal);
        Assert.Contains("init made the endpoint", Why("capabilities(\"shell\")", "IBroker"), StringComparison.Ordinal);
        Assert.Contains("whoever wants any contract may ask for it", Run("capabilities(\"shell\") | first(c => c.detail == \"to init\") | why"), StringComparison.Ordinal);
        Assert.Contains("init gave it to shell", Why("capabilities(\"shell\")", "Endpoint"), StringComparison.Ordinal);
        Assert.Contains("this is no capability", Run("why({ process: \"a\", kind: \"b\", name: \"c\", state: \"\", detail: \"\", badge: 1 })", RunStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLogIsReadFilteredAndFollowed()
    {
        Run("writeLog(\"first\"); writeLog(\"second\", \"warning\"); writeLog(\"third\", level: \"error\")");
        Assert.Equal("Information shell first|Warning shell second|Error shell third", Run("log() | select(l => $\"{l.level} {l.source} {l.text}\")"));
        Assert.Equal("second|third", Run("log(\"warning\") | select(l => l.text)"));
        Assert.Equal("0|3", Run("log(source: \"log\") | count; log(\"information\", \"shell\") | count"));
        Assert.Equal("first", Run("follow() | take(1) | select(l => l.text)"));
        Task<RunStatus> following = Task.Run(() => _session.Run("follow(\"warning\")"));
        while (!Written().Contains("third", StringComparison.Ordinal)) await Task.Delay(1);
        ShellSession other = new(_commands, new TextOutput());
        Assert.Equal(RunStatus.Ok, other.Run("writeLog(\"fourth\", \"error\")"));
        while (!Written().Contains("fourth", StringComparison.Ordinal)) await Task.Delay(1);
        while (await Task.WhenAny(following, Task.Delay(1)) != following) _session.Cancel();
        Assert.Equal(RunStatus.Cancelled, await following);
        Assert.EndsWith("cancelled", _output.Take().TrimEnd('\n'), StringComparison.Ordinal);
    }

    /// <summary>What a line in another thread has shown so far; that thread may be writing just now.</summary>
    private string Written() => _output.Length > 0 ? _output.Text : "";

    [Fact]
    public async Task CtrlCEndsACommandThatWaitsForAServer()
    {
        _broker.MayAnswer.Reset();
        Task<RunStatus> running = Task.Run(() => _session.Run("services()"));
        // However often it is asked for while nobody waits yet, it is once more afterwards.
        _session.Cancel();
        while (await Task.WhenAny(running, Task.Delay(20)) != running) _session.Cancel();
        Assert.Equal(RunStatus.Cancelled, await running);
        Assert.Equal("cancelled\n", _output.Take());
        // And of a job.
        Run("services() &");
        Run("cancel(1)");
        Assert.Contains("job 1 was cancelled", Run("wait(1)", RunStatus.Failed), StringComparison.Ordinal);
        _broker.MayAnswer.Set();
        Assert.Equal("3", Run("services() | count"));
    }

    [Fact]
    public void JobsUseServicesAtTheSameTime()
    {
        Run("for n in 1..8 { { for i in 1..20 { $\"{n} {i}\\n\" | write($\"/job{n}\") }; readLines($\"/job{n}\") } & }");
        for (int n = 1; n <= 8; n++) Assert.Equal($"{n} 20", Run($"wait({n})"));
    }

    [Fact]
    public void ScriptsAreRunWithArgumentsAndAStatus()
    {
        Write("/sum.dsh", "// The sum of the arguments.\nfn number(text: string) = text.toInt()\nvar sum = 0\nfor a in arguments() {\n  if a == \"end\" { break }\n  sum += number(a)\n}\nprint($\"{sum}\")\nif sum > 10 { exit(7) }\n");
        Assert.Equal("3", Run("run(\"/sum.dsh\", [\"1\", \"2\", \"end\", \"9\"])"));
        Assert.Equal("0", Run("run(\"/sum.dsh\")"));
        Assert.Equal("20|7", Run("statusOf(\"/sum.dsh\", [\"20\"])"));
        RunStatus status = _session.Run("run(\"/sum.dsh\", [\"20\"]); print(\"not reached\")");
        Assert.Equal(7, (int)status);
        Assert.Equal("20\nerror: /sum.dsh ended with status 7\n  run(\"/sum.dsh\", [\"20\"]); print(\"not reached\")\n  ^^^^^^^^^^^^^^^^^^^^^^^\n", _output.Take());
        Assert.Contains("there is no command 'number'", Run("number(\"1\")", RunStatus.Wrong), StringComparison.Ordinal);
        Assert.False(_session.IsOver);
    }

    [Fact]
    public void AnErrorOfAScriptNamesFileLineAndPlace()
    {
        Write("/fails.dsh", "let zero = 0\nfn f(x: int): int {\n  x / zero\n}\nf(1)\n");
        Assert.StartsWith("error: division by zero|  /fails.dsh:3:   x / zero|                  ^^^^^^^^|  in f (/fails.dsh:3)|error: /fails.dsh ended with status 1", Run("run(\"/fails.dsh\")", RunStatus.Failed), StringComparison.Ordinal);
        Write("/wrong.dsh", "let x = 1\nlet y = x +\n  \"a\"\n");
        string wrong = Run("run(\"/wrong.dsh\")", RunStatus.Wrong);
        Assert.StartsWith("error: '+' does not go between an int and a string", wrong, StringComparison.Ordinal);
        Assert.Contains("|  /wrong.dsh:2: let y = x +|", wrong, StringComparison.Ordinal);
        Write("/again.dsh", "run(\"/again.dsh\")");
        Assert.Contains("too many scripts run each other", Run("run(\"/again.dsh\")", RunStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CtrlCEndsAScript()
    {
        Write("/loop.dsh", "while true { }");
        foreach (string line in (string[])["run(\"/loop.dsh\")", "statusOf(\"/loop.dsh\")"])
        {
            Task<RunStatus> running = Task.Run(() => _session.Run(line));
            while (await Task.WhenAny(running, Task.Delay(1)) != running) _session.Cancel();
            Assert.Equal(RunStatus.Cancelled, await running);
            Assert.Equal("cancelled\n", _output.Take());
        }
    }

    private void Write(string file, string text) => Run($"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("{", "\\{", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal)}\" | write(\"{file}\")");

    [Fact]
    public void PathsAreCompletedInTexts()
    {
        Run("makeFolder(\"/system\"); makeFolder(\"/system/bin\"); \"\" | write(\"/system/a.txt\"); \"\" | write(\"/system/a.md\")");
        Completer completer = new(_session.Names, FileCommands.CompletePath);
        List<string> Complete(string line) => completer.Complete(line, line.Length).Candidates;
        Assert.Equal(["/system/"], Complete("files(\"/sys"));
        Assert.Equal(["/system/a.md", "/system/a.txt", "/system/bin/"], Complete("read(\"/system/"));
        Assert.Equal(["/system/bin/"], Complete("\"x\" | write(file: \"/system/b"));
        Assert.Empty(Complete("read(\"/none/x"));
        Assert.Empty(Complete("read(\"sys"));
        Assert.Empty(Complete("read(\"/system/a.txt\") | \"/sys\""));
    }

    [Fact]
    public void EveryContractHasAName()
    {
        // Those of samples are their own.
        string[] others = ["Greeter"];
        string folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "sdk", "contracts", "goldens"))) folder = Path.GetDirectoryName(folder)!;
        foreach (string golden in Directory.GetFiles(Path.Combine(folder, "sdk", "contracts", "goldens"), "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!).Except(others))
        {
            Assert.True(ContractNames.TryFind("I" + golden, out ulong hash), golden);
            Assert.Equal("I" + golden, ContractNames.Of(hash));
        }
        Assert.Equal("IFileSystem of fat32", ContractNames.Of(FileSystemKind.Fat32));
        Assert.True(ContractNames.TryFind("IFileSystem of fat32", out ulong kind) && kind == FileSystemKind.Fat32);
        Assert.Equal("0x0000000000000001", ContractNames.Of(1));
        Assert.True(ContractNames.TryFind(ContractNames.Of(1), out ulong one) && one == 1);
    }
}
