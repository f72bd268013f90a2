using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Processes;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Processes;

/// <summary>Processes as their contract has them. All that it starts is paid from its own budget: with the server its processes end.</summary>
/// <param name="broker">Is told of programs that begin and end.</param>
/// <param name="ended">Is bound to the thread that serves.</param>
internal sealed class ProcessesService(SystemFiles files, BrokerClient broker, Handle<Notification> ended) : IProcesses, ISignalled
{
    private const int MostProcesses = 256, MostEnds = 256;

    /// <summary>Of a notification: what ends stand for.</summary>
    private const int EndBits = 64;

    private readonly ProcessTree _tree = new(MostProcesses, MostEnds);
    private readonly Dictionary<uint, StartedProcess> _started = [];
    private SecretNumbers _random = new(Startup.Block.Seed);

    public bool IsDone => false;

    public void Signalled(ulong bits)
    {
        foreach (ProcessRecord record in _tree.All())
            if ((bits >> EndBitOf(record) & 1) != 0) TakeEnd(record);
    }

    /// <summary>Several processes share a bit: which of them has ended shows itself.</summary>
    private static int EndBitOf(ProcessRecord record) => (int)(record.Id % EndBits);

    private void TakeEnd(ProcessRecord record)
    {
        if (_started.TryGetValue(record.Id, out StartedProcess? started) && started.End is { } end) Forget(record, started, end);
    }

    private void Forget(ProcessRecord record, StartedProcess started, ProcessEnd end)
    {
        _tree.Ended(record.Id, end, started.TimeNs);
        _ = _started.Remove(record.Id);
        started.Clear();
        _ = broker.Dismiss(record.Badge);
    }

    public Status Start(ReadOnlySpan<byte> program, ulong argumentType, ReadOnlySpan<byte> arguments, out uint process, Caller from = default)
    {
        Status status = Prepare(program, argumentType, arguments, out process, from);
        return status == Status.Ok ? Run(process, from) : status;
    }

    public Status Prepare(ReadOnlySpan<byte> program, ulong argumentType, ReadOnlySpan<byte> arguments, out uint process, Caller from = default)
    {
        process = 0;
        string name = AsciiText.Of(program);
        if (!files.TryFindProgram(name, out SystemFile? file, out ManifestView manifest)) return Status.BadArgument;
        if (_tree.IsFull) return Status.TableFull;
        Status status = broker.Introduce(program, out Handle<Endpoint> way, out ulong badge);
        if (status != Status.Ok) return status;
        var started = new StartedProcess();
        status = started.Make(file, manifest, ref _random);
        if (status == Status.Ok) status = started.SetArguments(argumentType, arguments);
        if (status == Status.Ok) status = Move(started, (ulong)GiftRole.Broker, way);
        else _ = Kernel.Release(way);
        if (status != Status.Ok)
        {
            started.Clear();
            _ = broker.Dismiss(badge);
            return status;
        }
        process = _tree.Add(name, badge, from.Badge).Id;
        _started[process] = started;
        return Status.Ok;
    }

    public Status GiveEndpoint(uint process, ulong role, Handle<Endpoint> gift, Caller from = default) => Give(process, role, gift, from);

    public Status GiveMemory(uint process, ulong role, Handle<MemoryObject> gift, Caller from = default) => Give(process, role, gift, from);

    public Status GiveNotification(uint process, ulong role, Handle<Notification> gift, Caller from = default) => Give(process, role, gift, from);

    private Status Give(uint process, ulong role, Handle gift, Caller from)
    {
        Status status = Find(process, from, out _, out StartedProcess? started);
        if (status == Status.Ok && started != null) return Move(started, role, gift);
        _ = Kernel.Release(gift);
        return status == Status.Ok ? Status.BadState : status;
    }

    /// <summary>Moves a handle to a process; it is gone from here in any case.</summary>
    private static Status Move(StartedProcess started, ulong role, Handle gift)
    {
        Status status = started.Move(role, gift);
        if (status != Status.Ok) _ = Kernel.Release(gift);
        return status;
    }

    public Status Run(uint process, Caller from = default)
    {
        Status status = Find(process, from, out ProcessRecord? record, out StartedProcess? started);
        if (status != Status.Ok) return status;
        if (started == null || started.HasStarted) return Status.BadState;
        status = started.Start(ended, 1UL << EndBitOf(record!));
        if (status == Status.Ok) return Status.Ok;
        Forget(record!, started, default);
        _ = _tree.Collect(process);
        return status;
    }

    /// <summary>Finds a process that a caller may do something to.</summary>
    /// <param name="started">Null when it has ended.</param>
    private Status Find(uint process, Caller from, out ProcessRecord? record, out StartedProcess? started)
    {
        started = null;
        if (!_tree.TryFind(process, out record)) return Status.BadArgument;
        if (!_tree.BelongsTo(record, from.Badge)) return Status.NotPermitted;
        TakeEnd(record);
        _ = _started.TryGetValue(process, out started);
        return Status.Ok;
    }

    public Status List(uint first, Span<ProcessInfo> processes, out uint count)
    {
        count = 0;
        foreach (ProcessRecord record in _tree.All())
        {
            if (record.Id < first || count == processes.Length) continue;
            ref ProcessInfo info = ref processes[(int)count++];
            info = new() { Number = record.Id, Parent = record.Parent, Badge = record.Badge, HasEnded = record.HasEnded, TimeNs = record.TimeNs };
            for (int i = 0; i < record.Name.Length; i++) info.Name[i] = (byte)record.Name[i];
            if (!_started.TryGetValue(record.Id, out StartedProcess? started)) continue;
            info.MemoryBytes = started.MemoryBytes;
            info.TimeNs = started.TimeNs;
        }
        return Status.Ok;
    }

    public Status Watch(uint process, Handle<Notification> ended, Caller from = default)
    {
        Status status = Find(process, from, out _, out StartedProcess? started);
        if (status == Status.Ok && started != null && started.TryWatch(ended)) return Status.Ok;
        if (status == Status.Ok) status = started == null ? Kernel.Signal(ended, 1) : Status.TableFull;
        _ = Kernel.Release(ended);
        return status;
    }

    public Status Collect(uint process, out ExitKind kind, out ulong status, Caller from = default)
    {
        kind = ExitKind.Returned;
        status = 0;
        Status found = Find(process, from, out _, out StartedProcess? started);
        if (found != Status.Ok) return found;
        if (started != null) return Status.WouldBlock;
        if (_tree.Collect(process) is not { } end) return Status.BadArgument;
        kind = (ExitKind)end.Kind;
        status = end.Status;
        return Status.Ok;
    }

    public Status KillTree(uint process, Caller from = default)
    {
        Status status = Find(process, from, out _, out StartedProcess? started);
        if (status != Status.Ok) return status;
        if (started == null) return Status.BadState;
        foreach (ProcessRecord record in _tree.TreeOf(process))
        {
            if (_started.TryGetValue(record.Id, out StartedProcess? one)) one.Kill();
            TakeEnd(record);
        }
        return Status.Ok;
    }
}
