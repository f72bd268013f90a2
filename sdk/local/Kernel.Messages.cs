using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Local;

namespace Diesis;

// Calls, replies, notifications.
public static partial class Kernel
{
    public static Status Call(Handle<Endpoint> endpoint, ref Message message)
    {
        LocalProcess.Live();
        LocalCall call;
        ulong deadlineNs = message.Info.HasDeadline ? message.Handle3.Value : ulong.MaxValue;
        lock (LocalKernel.Gate)
        {
            if (!message.Info.IsValid) return Failed(ref message, Status.BadArgument);
            Status status = LocalKernel.Find(endpoint, Rights.Call, out LocalEndpoint found, out LocalHandle entry);
            if (status == Status.Ok && !found.IsServed) status = Status.PeerClosed;
            if (status != Status.Ok) return Failed(ref message, status);
            call = new(LocalProcess.Current, found, message, entry.Badge);
            call.Begin();
        }
        Status end = call.Wait.Await(deadlineNs);
        if (!call.IsAnswered) return Failed(ref message, end);
        message = call.Message;
        return message.Info.Status;
    }

    private static Status Failed(ref Message message, Status status)
    {
        message.Info = MessageInfo.Received(status, 0);
        return status;
    }

    public static Status Receive(Handle<Endpoint> endpoint, ref Message message)
    {
        LocalReceiver receiver = LocalKernel.Receiver;
        lock (LocalKernel.Gate)
        {
            receiver.Open?.Answer(Status.PeerClosed);
            receiver.Open = null;
        }
        return ReceiveNext(endpoint, ref message);
    }

    public static Status ReplyReceive(Handle<Endpoint> endpoint, ref Message message)
    {
        LocalProcess.Live();
        LocalReceiver receiver = LocalKernel.Receiver;
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(endpoint, Rights.Serve, out LocalEndpoint _, out _);
            if (status != Status.Ok) return Failed(ref message, status);
            _ = receiver.Open?.Answer(LocalProcess.Current, in message);
            receiver.Open = null;
        }
        return ReceiveNext(endpoint, ref message);
    }

    private static Status ReceiveNext(Handle<Endpoint> endpoint, ref Message message)
    {
        LocalReceiver receiver = LocalKernel.Receiver;
        LocalWait wait;
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(endpoint, Rights.Serve, out LocalEndpoint found, out _);
            if (status != Status.Ok) return Failed(ref message, status);
            wait = receiver.Wait(LocalProcess.Current, found, message.Info.AcceptsHandles);
        }
        Status end = wait.Await(message.Info.HasDeadline ? message.Handle3.Value : ulong.MaxValue);
        if (end != Status.Ok) return Failed(ref message, end);
        message = receiver.Message;
        return Status.Ok;
    }

    public static Status Reply(Handle<Reply> kept, ref Message message)
    {
        LocalProcess.Live();
        lock (LocalKernel.Gate)
        {
            if (kept.IsNone)
            {
                LocalReceiver receiver = LocalKernel.Receiver;
                if (receiver.Open is not { } open) return Status.BadState;
                receiver.Open = null;
                return open.Answer(LocalProcess.Current, in message);
            }
            Status status = LocalKernel.Find(kept, Rights.None, out LocalReply found, out _);
            if (status != Status.Ok) return status;
            status = found.Call.Answer(LocalProcess.Current, in message);
            if (status == Status.Ok) _ = LocalProcess.Current.Remove(kept.Value);
            return status;
        }
    }

    public static Status KeepReply(Handle<MemoryBudget> budget, out Handle<Reply> reply)
    {
        LocalProcess.Live();
        reply = default;
        lock (LocalKernel.Gate)
        {
            LocalReceiver receiver = LocalKernel.Receiver;
            if (receiver.Open is not { } open) return Status.BadState;
            receiver.Open = null;
            reply = new(LocalProcess.Current.Add(new(new LocalReply(open), HandleKind.Strong, Rights.All, 0, null)));
            return Status.Ok;
        }
    }

    public static Status Signal(Handle<Notification> notification, ulong bits)
    {
        LocalProcess.Live();
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(notification, Rights.Signal, out LocalNotification found, out _);
            if (status == Status.Ok) found.Signal(bits);
            return status;
        }
    }

    public static Status Wait(Handle<Notification> notification, ulong deadlineNs, out ulong bits)
    {
        bits = 0;
        LocalWait wait;
        LocalNotification found;
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(notification, Rights.Wait, out found, out _);
            if (status != Status.Ok) return status;
            bits = found.Take();
            if (bits != 0) return Status.Ok;
            if (deadlineNs == 0) return Status.WouldBlock;
            wait = new(LocalProcess.Current);
            LocalProcess.Current.Begin(wait);
            found.Add(wait);
        }
        Status end = wait.Await(deadlineNs);
        lock (LocalKernel.Gate)
        {
            found.Remove(wait);
            if (end == Status.Ok) bits = found.Take();
        }
        return end;
    }

    public static Status NotifyOfEnd(Handle handle, Handle<Notification> notification, ulong bits)
    {
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(handle, Rights.Inspect, out LocalProcessObject process, out _);
            if (status != Status.Ok) return status;
            status = LocalKernel.Find(notification, Rights.Signal, out LocalNotification found, out _);
            if (status == Status.Ok) process.Process.Watch(found, bits);
            return status;
        }
    }

    /// <summary>On the host it is the thread that asks.</summary>
    public static Status BindNotification(Handle<Thread> thread, Handle<Notification> notification)
    {
        lock (LocalKernel.Gate)
        {
            LocalReceiver receiver = LocalKernel.Receiver;
            if (receiver.Bound is { } earlier) earlier.Bound = null;
            receiver.Bound = null;
            if (notification.IsNone) return Status.Ok;
            Status status = LocalKernel.Find(notification, Rights.Wait, out LocalNotification found, out _);
            if (status != Status.Ok) return status;
            if (found.Bound is not null) return Status.Overlap;
            found.Bound = receiver;
            receiver.Bound = found;
            return Status.Ok;
        }
    }

    public static Status Yield()
    {
        _ = System.Threading.Thread.Yield();
        return Status.Ok;
    }
}
