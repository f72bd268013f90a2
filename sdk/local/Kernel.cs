using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Local;

namespace Diesis;

/// <summary>The kernel, as a program sees it, on the host: the calls of <see cref="IKernel"/> by which processes talk.</summary>
public static partial class Kernel
{
    public static Status CreateEndpoint(Handle<MemoryBudget> budget, out Handle<Endpoint> endpoint) => Create(budget, static () => new LocalEndpoint(), out endpoint);

    public static Status CreateNotification(Handle<MemoryBudget> budget, out Handle<Notification> notification)
        => Create(budget, static () => new LocalNotification(), out notification);

    public static Status CreateMemory(Handle<MemoryBudget> budget, ulong pages, MemoryOptions options, out Handle<MemoryObject> memory)
    {
        memory = default;
        const ulong most = 1 << 16;
        if (pages == 0) return Status.BadArgument;
        return pages > most ? Status.OutOfRange : Create(budget, () => new LocalMemory((int)pages), out memory);
    }

    private static Status Create<T>(Handle<MemoryBudget> budget, Func<LocalObject> make, out Handle<T> made) where T : struct, IObject
    {
        LocalProcess.Live();
        made = default;
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(budget, Rights.Spend, out LocalPlainObject _, out _);
            if (status == Status.Ok) made = new(LocalProcess.Current.Add(new(make(), HandleKind.Strong, Rights.All, 0, null)));
            return status;
        }
    }

    public static Status Clone(Handle handle, Rights rights, ulong badge, out Handle clone)
        => Copy(handle, rights, badge, HandleKind.Strong, out clone);

    public static Status Weaken(Handle handle, Rights rights, out Handle weak) => Copy(handle, rights, 0, HandleKind.Weak, out weak);

    private static Status Copy(Handle handle, Rights rights, ulong badge, HandleKind kind, out Handle copy)
    {
        LocalProcess.Live();
        copy = default;
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(handle, Rights.Clone, out LocalObject _, out LocalHandle entry);
            if (status != Status.Ok) return status;
            if ((entry.Rights & rights) != rights || badge != 0 && entry.Badge != 0) return Status.NotPermitted;
            copy = LocalProcess.Current.Add(entry with
            {
                Kind = entry.Kind == HandleKind.Strong ? kind : entry.Kind, Rights = rights, Badge = badge == 0 ? entry.Badge : badge,
            });
            return Status.Ok;
        }
    }

    public static Status Release(Handle handle)
    {
        lock (LocalKernel.Gate) return LocalProcess.Current.Remove(handle.Value) ? Status.Ok : Status.BadHandle;
    }

    public static Status Lend(Handle<MemoryBudget> budget, Handle handle, Rights rights, ulong durationNs, out Handle<Lease> lease, out Handle borrowed)
    {
        lease = default;
        borrowed = default;
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(handle, Rights.Lend, out LocalObject _, out LocalHandle entry);
            if (status != Status.Ok) return status;
            if ((entry.Rights & rights) != rights) return Status.NotPermitted;
            LocalLease made = new();
            lease = new(LocalProcess.Current.Add(new(made, HandleKind.Strong, Rights.All, 0, null)));
            borrowed = LocalProcess.Current.Add(entry with { Kind = HandleKind.Leased, Rights = rights, Lease = made });
            return Status.Ok;
        }
    }

    public static Status Query(Handle handle, Span<byte> info)
    {
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(handle, Rights.None, out LocalObject found, out LocalHandle entry);
            if (status != Status.Ok) return status;
            var (first, second) = (entry.Rights & Rights.Inspect) != 0 ? found.Details : default;
            ObjectInfo told = new()
            {
                Type = found.Type, Kind = entry.Kind, Rights = entry.Rights, Badge = entry.Badge, References = (ulong)found.StrongHandles,
                Detail0 = first, Detail1 = second,
            };
            return MemoryMarshal.TryWrite(info, in told) ? Status.Ok : Status.BadArgument;
        }
    }

    public static Status ReadMemory(Handle<MemoryObject> memory, ulong offset, Span<byte> into)
    {
        LocalProcess.Live();
        lock (LocalKernel.Gate)
        {
            Status status = Range(memory, Rights.Read, offset, into.Length, out Span<byte> bytes);
            if (status == Status.Ok) bytes.CopyTo(into);
            return status;
        }
    }

    public static Status WriteMemory(Handle<MemoryObject> memory, ulong offset, ReadOnlySpan<byte> from)
    {
        LocalProcess.Live();
        lock (LocalKernel.Gate)
        {
            Status status = Range(memory, Rights.Write, offset, from.Length, out Span<byte> bytes);
            if (status == Status.Ok) from.CopyTo(bytes);
            return status;
        }
    }

    private static Status Range(Handle memory, Rights rights, ulong offset, int length, out Span<byte> bytes)
    {
        bytes = default;
        Status status = LocalKernel.Find(memory, rights, out LocalMemory found, out _);
        if (status != Status.Ok) return status;
        if (offset > (ulong)found.Bytes.Length || (ulong)length > (ulong)found.Bytes.Length - offset) return Status.OutOfRange;
        bytes = found.Bytes.AsSpan((int)offset, length);
        return Status.Ok;
    }

    public static Status GetTime(out ulong nanoseconds)
    {
        nanoseconds = LocalKernel.Now;
        return Status.Ok;
    }
}
