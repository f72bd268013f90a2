using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Communication;

/// <summary>Handles that came with a message, from somebody who is not to be trusted.</summary>
public static class Handles
{
    /// <summary>Is a handle to an object of this type, with these rights at least?</summary>
    public static bool Is(Handle handle, ObjectType type, Rights needed)
    {
        ObjectInfo info = default;
        Status status = Kernel.Query(handle, MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref info, 1)));
        return status == Status.Ok && info.Type == type && (info.Rights & needed) == needed;
    }

    /// <summary>Has a process ended, of which this is a handle that may be weak?</summary>
    public static bool IsEnded(Handle<Abi.Objects.Process> process)
    {
        ObjectInfo info = default;
        Status status = Kernel.Query(process, MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref info, 1)));
        return status != Status.Ok || (info.Detail0 & EndedBit) != 0;
    }

    /// <summary>Of a process's first detail: <see cref="ObjectInfo"/>.</summary>
    private const ulong EndedBit = 1UL << 63;

    public static ObjectType TypeOf<T>() where T : struct, Abi.Objects.IObject => T.Type;

    public static Handle Of(in Message message, int index) => index switch
    {
        0 => message.Handle0,
        1 => message.Handle1,
        2 => message.Handle2,
        _ => message.Handle3,
    };

    /// <summary>Gives up all that came.</summary>
    public static void ReleaseReceived(ref Message message)
    {
        for (int i = 0; i < message.Info.ReceivedHandles; i++) _ = Kernel.Release(Of(in message, i));
    }

    /// <summary>Sends another handle to the same object along, with these rights.</summary>
    public static Status AddClone(ref Message message, Handle handle, Rights rights)
    {
        Status status = Kernel.Clone(handle, rights | Rights.Transfer, 0, out Handle clone);
        if (status == Status.Ok) _ = message.TryAdd(clone, HandlePassing.Move);
        return status;
    }

    /// <summary>Sends a handle to the same object along that does not keep it alive, with these rights.</summary>
    public static Status AddWeak(ref Message message, Handle handle, Rights rights)
    {
        Status status = Kernel.Weaken(handle, rights | Rights.Transfer, out Handle weak);
        if (status == Status.Ok) _ = message.TryAdd(weak, HandlePassing.Move);
        return status;
    }

    /// <summary>Sends a handle along that is dead as soon as the lease is released.</summary>
    public static Status AddLent(ref Message message, Handle handle, Rights rights, out Handle<Abi.Objects.Lease> lease)
    {
        Status status = Kernel.Lend(Startup.Block.Budget, handle, rights | Rights.Transfer, 0, out lease, out Handle borrowed);
        if (status == Status.Ok) _ = message.TryAdd(borrowed, HandlePassing.Move);
        return status;
    }

    /// <summary>
    /// After a call: gives up those of the handles that were to be moved and are still here, because the call was not delivered. Of one that went there is
    /// no trace, since a value is never given twice.
    /// </summary>
    public static void ReleaseUnsent(in SentHandles sent)
    {
        for (int i = 0; i < sent.Count; i++) _ = Kernel.Release(sent[i]);
    }
}

/// <summary>The handles that a message takes along.</summary>
public readonly struct SentHandles
{
    private readonly Handle _first, _second, _third, _fourth;

    public SentHandles(in Message message)
    {
        Count = message.Info.HandleCount;
        _first = message.Handle0;
        _second = message.Handle1;
        _third = message.Handle2;
        _fourth = message.Handle3;
    }

    public int Count { get; }

    public Handle this[int index] => index switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => _fourth,
    };
}
