using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Processes;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Processes;

/// <summary>Processes as their contract has them. All that it starts is paid from its own budget: with the server its processes end.</summary>
internal sealed class ProcessesService(SystemFiles files) : IProcesses
{
    private const int MostProcesses = 256, MostEnds = 256;

    private readonly ProcessTree _tree = new(MostProcesses, MostEnds);
    private readonly Dictionary<uint, StartedProcess> _started = [];
    private SecretNumbers _random = new(Startup.Block.Seed);

    public Status Start(ReadOnlySpan<byte> program, uint parent, ulong argumentType, ReadOnlySpan<byte> arguments, out uint process)
        => StartWith(program, parent, argumentType, arguments, 0, default, out process);

    public Status StartWith(ReadOnlySpan<byte> program, uint parent, ulong argumentType, ReadOnlySpan<byte> arguments, ulong role, Handle<Endpoint> gift, out uint process)
    {
        Status status = TryStart(program, parent, argumentType, arguments, role, gift, out process);
        if (status != Status.Ok && !gift.IsNone) _ = Kernel.Release(gift);
        return status;
    }

    private Status TryStart(ReadOnlySpan<byte> program, uint parent, ulong argumentType, ReadOnlySpan<byte> arguments, ulong role, Handle<Endpoint> gift, out uint process)
    {
        process = 0;
        TakeEnds();
        string name = AsciiText.Of(program);
        if (!files.TryFind("programs/" + name, out SystemFile? file) || !file.TryReadManifest(out ManifestView manifest)) return Status.BadArgument;
        var started = new StartedProcess();
        Status status = started.Make(file, manifest, ref _random);
        if (status == Status.Ok) status = started.SetArguments(argumentType, arguments);
        ProcessRecord? record = status == Status.Ok ? _tree.Add(name, parent) : null;
        if (status == Status.Ok && record == null) status = Status.BadState;
        if (status == Status.Ok && !gift.IsNone) status = started.Move(role, gift);
        if (status == Status.Ok) status = started.Start();
        if (status == Status.Ok)
        {
            process = record!.Id;
            _started[process] = started;
            return Status.Ok;
        }
        started.Clear();
        if (record != null) Forget(record.Id);
        return status;
    }

    private void Forget(uint process)
    {
        _tree.Ended(process, default);
        _ = _tree.Collect(process);
    }

    /// <summary>Looks which processes have ended since, and gives back what they consisted of.</summary>
    private void TakeEnds()
    {
        foreach (ProcessRecord record in _tree.All())
        {
            if (record.HasEnded || !_started.TryGetValue(record.Id, out StartedProcess? started) || started.End is not { } end) continue;
            _tree.Ended(record.Id, end);
            started.Clear();
            _ = _started.Remove(record.Id);
        }
    }

    public Status List(uint first, Span<ProcessInfo> processes, out uint count)
    {
        count = 0;
        TakeEnds();
        foreach (ProcessRecord record in _tree.All())
        {
            if (record.Id < first || count == processes.Length) continue;
            ref ProcessInfo info = ref processes[(int)count++];
            info = new() { Number = record.Id, Parent = record.Parent, HasEnded = record.HasEnded };
            for (int i = 0; i < record.Name.Length; i++) info.Name[i] = (byte)record.Name[i];
            if (_started.TryGetValue(record.Id, out StartedProcess? started)) info.MemoryBytes = started.MemoryBytes;
        }
        return Status.Ok;
    }

    public Status Watch(uint process, Handle<Notification> ended)
    {
        TakeEnds();
        Status status = Status.BadArgument;
        if (_started.TryGetValue(process, out StartedProcess? started)) status = Kernel.NotifyOfEnd(started.Process, ended, 1);
        else if (_tree.TryFind(process, out _)) status = Kernel.Signal(ended, 1);
        _ = Kernel.Release(ended);
        return status;
    }

    public Status Collect(uint process, out ExitKind kind, out ulong status)
    {
        TakeEnds();
        kind = ExitKind.Returned;
        status = 0;
        if (_started.ContainsKey(process)) return Status.WouldBlock;
        if (_tree.Collect(process) is not { } end) return Status.BadArgument;
        kind = (ExitKind)end.Kind;
        status = end.Status;
        return Status.Ok;
    }

    public Status KillTree(uint process)
    {
        TakeEnds();
        List<ProcessRecord> tree = _tree.TreeOf(process);
        foreach (ProcessRecord record in tree)
            if (_started.TryGetValue(record.Id, out StartedProcess? started)) started.Kill();
        return tree.Count != 0 ? Status.Ok : Status.BadArgument;
    }
}
