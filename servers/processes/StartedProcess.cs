using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot.Elf;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Processes;

/// <summary>A process that the server has started, with the handles by which it is asked about and ended.</summary>
internal sealed class StartedProcess
{
    private NewProcess _process;

    public Handle<Process> Process => _process.Process;

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

    /// <summary>Moves a handle to it. If that fails, the handle is still here.</summary>
    public Status Move(ulong role, Handle handle) => _process.Move(role, handle);

    public Status Start() => _process.Start();

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

    private static ObjectInfo InfoOf(Handle handle)
    {
        ObjectInfo info = default;
        return Kernel.Query(handle, MemoryMarshal.AsBytes(new Span<ObjectInfo>(ref info))) == Status.Ok ? info : default;
    }

    /// <summary>Ends it, if it runs, and gives up what was kept of it.</summary>
    public void Clear()
    {
        _process.Kill();
        _process.Release();
    }

    /// <summary>Ends it; how, can still be asked.</summary>
    public void Kill() => _ = Kernel.EndProcess(_process.Process, 0);
}
