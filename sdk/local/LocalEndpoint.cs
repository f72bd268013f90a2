using System.Collections.Generic;
using Diesis.Abi;

namespace Diesis.Local;

/// <summary>Where callers and receivers meet.</summary>
internal sealed class LocalEndpoint() : LocalObject(ObjectType.Endpoint)
{
    private int _serveHandles, _callHandles;

    public LinkedList<LocalCall> Callers { get; } = [];
    public LinkedList<LocalReceiver> Receivers { get; } = [];
    public bool IsServed => _serveHandles != 0;
    public bool CanBeCalled => _callHandles != 0;

    public override void HandleAdded(LocalHandle handle)
    {
        base.HandleAdded(handle);
        if ((handle.Rights & Rights.Serve) != 0) _serveHandles++;
        if ((handle.Rights & Rights.Call) != 0) _callHandles++;
    }

    public override void HandleRemoved(LocalHandle handle)
    {
        base.HandleRemoved(handle);
        if ((handle.Rights & Rights.Serve) != 0 && --_serveHandles == 0)
            while (Callers.First is { } caller) caller.Value.Answer(Status.PeerClosed);
        if ((handle.Rights & Rights.Call) != 0 && --_callHandles == 0)
            while (Receivers.First is { } receiver) receiver.Value.StopWaiting(Status.PeerClosed);
    }

    /// <summary>Delivers the first call that can be, if somebody waits for it.</summary>
    public void Match()
    {
        while (Callers.First is { } caller && Receivers.First is { } receiver)
        {
            Callers.RemoveFirst();
            Status status = receiver.Value.Receive(caller.Value);
            if (status != Status.Ok) caller.Value.Answer(status);
        }
    }
}
