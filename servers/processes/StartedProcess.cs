using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot.Elf;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Processes;

/// <summary>A process that the server has made, with the handles by which it is asked about and ended.</summary>
internal sealed class StartedProcess
{
    public const int MostWatchers = 16;

    private readonly List<Handle<Notification>> _watchers = [];
    private NewProcess _process;

    /// <summary>It runs, or did; else it can still be given handles.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Makes a process of a program. It has a budget as its manifest says, and no permissions.</summary>
    public Status Make(SystemFile file, in ManifestView manifest, ref SecretNumbers random)
    {
        Status status = ProgramImage.Load(file.Content, (ElfProcessor)Startup.Block.Processor, file.Memory, Startup.Block.Budget,
            ProcessPlan.RandomImageStart(ref random), out ProgramImage image, out _);
        if (status != Status.Ok) return status;
        ProcessPlan plan = ProcessPlan.Random(Startup.Block.Budget, manifest.BudgetBytes, Startup.Block.Scheduling, manifest.Priority, ref random);
        plan.StackPages = manifest.StackPages;
        status = _process.MakeOf(image, plan);
        image.Release();
        return status;
    }

    public Status SetArguments(ulong type, ReadOnlySpan<byte> bytes) => _process.SetArguments(type, bytes);

    /// <summary>Moves a handle to it, which it finds by its role. If that fails, the handle is still here.</summary>
    public Status Move(ulong role, Handle handle) => HasStarted ? Status.BadState : _process.Move(role, handle);

    /// <summary>Lets it run.</summary>
    /// <param name="ended">Is signalled when it has ended.</param>
    public Status Start(Handle<Notification> ended, ulong bits)
    {
        if (HasStarted) return Status.BadState;
        Status status = Kernel.NotifyOfEnd(_process.Process, ended, bits);
        if (status == Status.Ok) status = _process.Start();
        HasStarted = status == Status.Ok;
        return status;
    }

    /// <summary>Somebody waits for its end. The handle is this object's.</summary>
    /// <returns>False when too many do; then it is not.</returns>
    public bool TryWatch(Handle<Notification> watcher)
    {
        if (_watchers.Count == MostWatchers) return false;
        _watchers.Add(watcher);
        return true;
    }

    /// <returns>Null as long as it runs.</returns>
    public ProcessEnd? End
    {
        get
        {
            const ulong hasEnded = 1UL << 63;
            ObjectInfo info = InfoOf(_process.Process);
            return (info.Detail0 & hasEnded) != 0 ? new ProcessEnd((uint)info.Detail0, info.Detail1) : null;
        }
    }

    /// <summary>What it and all that it has made spend.</summary>
    public ulong MemoryBytes => InfoOf(_process.Budget).Detail1;

    /// <summary>Processor time that it has used.</summary>
    public ulong TimeNs => InfoOf(_process.Process).Detail2;

    private static ObjectInfo InfoOf(Handle handle)
    {
        return Kernel.Query(handle, out ObjectInfo info) == Status.Ok ? info : default;
    }

    /// <summary>Ends it; how, can still be asked.</summary>
    public void Kill() => _process.End();

    /// <summary>Ends it, if it runs, gives up what was kept of it, and tells those who wait for that.</summary>
    public void Clear()
    {
        _process.Kill();
        _process.Release();
        foreach (Handle<Notification> watcher in _watchers)
        {
            _ = Kernel.Signal(watcher, 1);
            _ = Kernel.Release(watcher);
        }
        _watchers.Clear();
    }
}
