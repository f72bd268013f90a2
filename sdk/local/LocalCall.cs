using Diesis.Abi;

namespace Diesis.Local;

/// <summary>A call that is not answered yet.</summary>
internal sealed class LocalCall(LocalProcess process, LocalEndpoint endpoint, Message message, ulong badge)
{
    private LocalProcess? _server;

    /// <summary>The request, and once it is answered the reply.</summary>
    public Message Message = message;
    public LocalProcess Process { get; } = process;
    public ulong Badge { get; } = badge;
    public bool IsAnswered { get; private set; }
    public LocalWait Wait { get; } = new(process);

    /// <summary>Nobody waits for the answer any more.</summary>
    public bool IsAbandoned => Wait.HasEnded && !IsAnswered;

    public void Begin()
    {
        Process.Begin(Wait);
        Wait.Forget = () => endpoint.Callers.Remove(this);
        endpoint.Callers.AddLast(this);
        endpoint.Match();
    }

    /// <summary>A server has received it, and owes the answer.</summary>
    public void TakenBy(LocalProcess server)
    {
        _server = server;
        server.Begin(this);
    }

    public void Answer(Status status)
    {
        // One that was kept goes when it was answered, too.
        if (IsAnswered) return;
        Message.Info = MessageInfo.Received(status, 0);
        Finish(status);
    }

    /// <summary>Answers with a message, whose handles are those of the server.</summary>
    public Status Answer(LocalProcess server, in Message reply)
    {
        if (IsAbandoned) return Status.PeerClosed;
        bool accepts = Message.Info.AcceptsHandles;
        Message answer = reply;
        Status status = LocalKernel.PassHandles(server, Process, accepts, ref answer);
        answer.Info = MessageInfo.Received(status, answer.Info.ReceivedHandles);
        Message = answer;
        Finish(status);
        return Status.Ok;
    }

    private void Finish(Status status)
    {
        if (IsAnswered) return;
        IsAnswered = true;
        endpoint.Callers.Remove(this);
        _server?.Finish(this);
        Wait.End(status);
    }
}

/// <summary>A call that was put aside, to be answered later.</summary>
internal sealed class LocalReply(LocalCall call) : LocalObject(ObjectType.Reply)
{
    public LocalCall Call { get; } = call;

    protected override void OnEnd() => Call.Answer(Status.PeerClosed);
}
