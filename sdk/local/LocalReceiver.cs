using Diesis.Abi;

namespace Diesis.Local;

/// <summary>A thread that receives calls: what it received last, and what it waits for.</summary>
internal sealed class LocalReceiver
{
    private LocalEndpoint? _endpoint;
    private LocalWait? _wait;
    private LocalProcess _process = null!;
    private bool _accepts;

    /// <summary>Received, and neither answered nor put aside.</summary>
    public LocalCall? Open { get; set; }

    /// <summary>What came.</summary>
    public Message Message { get; private set; }

    public LocalNotification? Bound { get; set; }

    public bool IsWaiting => _wait is not null;

    /// <summary>Begins to wait; perhaps it is over at once.</summary>
    public LocalWait Wait(LocalProcess process, LocalEndpoint endpoint, bool accepts)
    {
        _process = process;
        _endpoint = endpoint;
        _accepts = accepts;
        LocalWait wait = new(process);
        _wait = wait;
        process.Begin(wait);
        wait.Forget = () => Leave();
        endpoint.Receivers.AddFirst(this);
        if (Bound is { Bits: not 0 } bound) ReceiveBits(bound.Take());
        else endpoint.Match();
        if (IsWaiting && !endpoint.CanBeCalled) StopWaiting(Status.PeerClosed);
        return wait;
    }

    /// <summary>Takes a call.</summary>
    /// <returns>What keeps its handles from coming; then it goes on waiting.</returns>
    public Status Receive(LocalCall call)
    {
        Message message = call.Message;
        Status status = LocalKernel.PassHandles(call.Process, _process, _accepts, ref message);
        if (status != Status.Ok) return status;
        message.Badge = call.Badge;
        message.Info = MessageInfo.Received(Status.Ok, message.Info.ReceivedHandles);
        Message = message;
        Open = call;
        call.TakenBy(_process);
        StopWaiting(Status.Ok);
        return Status.Ok;
    }

    public void ReceiveBits(ulong bits)
    {
        Message = new() { Word0 = bits, Info = MessageInfo.Received(Status.Ok, 0) };
        StopWaiting(Status.Ok);
    }

    public void StopWaiting(Status status)
    {
        var wait = Leave();
        wait?.End(status);
    }

    private LocalWait? Leave()
    {
        var wait = _wait;
        _wait = null;
        if (wait is not null) _ = _endpoint!.Receivers.Remove(this);
        return wait;
    }
}
