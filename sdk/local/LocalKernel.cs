using System;
using System.Diagnostics;
using System.Threading;
using Diesis.Abi;

namespace Diesis.Local;

/// <summary>
/// As much of the kernel as processes need to talk with each other, in one process of the host: what <c>Diesis.Kernel</c> does there. Services and
/// their clients run on it unchanged, the bytes of their messages included, each in a <see cref="LocalProcess"/>.
/// </summary>
internal static class LocalKernel
{
    /// <summary>Held by whoever looks at objects or changes them.</summary>
    public static object Gate { get; } = new();

    [ThreadStatic] private static LocalReceiver? _receiver;

    /// <summary>The thread that asks, as a receiver.</summary>
    public static LocalReceiver Receiver => _receiver ??= new();

    public static ulong Now => (ulong)(Stopwatch.GetTimestamp() * (1_000_000_000.0 / Stopwatch.Frequency));

    /// <summary>Looks a handle up in the table of the process that asks.</summary>
    public static Status Find<T>(Handle handle, Rights needed, out T found, out LocalHandle entry) where T : LocalObject
    {
        found = null!;
        entry = null!;
        if (LocalProcess.Current.HasEnded) return Status.Dead;
        if (LocalProcess.Current.Find(handle) is not { } there) return Status.BadHandle;
        entry = there;
        if (!there.IsUsable) return Status.Dead;
        if (there.Object is not T right) return Status.WrongType;
        if ((there.Rights & needed) != needed) return Status.NotPermitted;
        found = right;
        return Status.Ok;
    }

    /// <summary>Passes the handles of a message on, all or none, and puts their new values in it.</summary>
    public static Status PassHandles(LocalProcess from, LocalProcess to, bool accepts, ref Message message)
    {
        int count = message.Info.HandleCount;
        if (count == 0)
        {
            message.Info = MessageInfo.Received(Status.Ok, 0);
            return Status.Ok;
        }
        MessageInfo info = message.Info;
        message.Info = MessageInfo.Received(Status.Ok, 0);
        if (!accepts) return Status.NotSupported;
        for (int i = 0; i < count; i++)
        {
            if (from.Find(Of(in message, i)) is not { } entry) return Status.BadHandle;
            Rights needed = info.PassingOf(i) == HandlePassing.Move ? Rights.Transfer : Rights.Clone;
            if ((entry.Rights & needed) == 0) return Status.NotPermitted;
        }
        for (int i = 0; i < count; i++)
        {
            Handle sent = Of(in message, i);
            LocalHandle entry = from.Find(sent)!;
            HandleKind kind = info.PassingOf(i) == HandlePassing.Weak && entry.Kind == HandleKind.Strong ? HandleKind.Weak : entry.Kind;
            Set(ref message, i, to.Add(entry with { Kind = kind }));
            if (info.PassingOf(i) == HandlePassing.Move) _ = from.Remove(sent.Value);
        }
        message.Info = MessageInfo.Received(Status.Ok, count);
        return Status.Ok;
    }

    private static Handle Of(in Message message, int index) => index switch
    {
        0 => message.Handle0,
        1 => message.Handle1,
        2 => message.Handle2,
        _ => message.Handle3,
    };

    private static void Set(ref Message message, int index, Handle handle)
    {
        switch (index)
        {
            case 0: message.Handle0 = handle; break;
            case 1: message.Handle1 = handle; break;
            case 2: message.Handle2 = handle; break;
            default: message.Handle3 = handle; break;
        }
    }
}
