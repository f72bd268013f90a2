using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// The first call of a conversation, by which both sides see that they mean the same contract. The client's
/// buffer goes along, in which the server reads and writes without ever having it mapped: nothing that a client does to its memory can make a server fault.
/// </summary>
/// <remarks>
///   request   words: hash, bytes of a part of the buffer, number of parts; handles: the client's process, weak, to see its end; the buffer, if there is one
///   reply     handle: the endpoint, with a badge for this conversation
/// </remarks>
internal static class Hello
{
    public const int MostParts = 32;

    /// <summary>What a server has to be allowed to do with a buffer.</summary>
    public const Rights BufferRights = Rights.Read | Rights.Write;

    public static Status Ask(ref Message message, ulong hash, int buffer)
    {
        message = new() { Label = RequestLabel.Open, Word0 = hash };
        Status status = Kernel.Weaken(Startup.Block.Process, Rights.Inspect | Rights.Transfer, out Handle process);
        if (status != Status.Ok) return status;
        _ = message.TryAdd(process, HandlePassing.Move);
        if (buffer != SharedBuffers.None) status = SharedBuffers.Share(buffer, ref message);
        if (status != Status.Ok) _ = Kernel.Release(process);
        message.Info = message.Info.Accepting();
        return status;
    }

    /// <summary>Sends it, and takes what came.</summary>
    public static Status Exchange(Handle<Endpoint> at, ref Message message, out Handle<Endpoint> endpoint)
    {
        endpoint = default;
        int sent = message.Info.HandleCount;
        Handle first = message.Handle0, second = message.Handle1;
        Status status = Kernel.Call(at, ref message);
        if (status != Status.Ok)
        {
            // What went is gone; what did not is still here, and not needed.
            if (sent > 0) _ = Kernel.Release(first);
            if (sent > 1) _ = Kernel.Release(second);
            return status;
        }
        Status answer = new ReplyLabel(message.Label).Status;
        if (answer == Status.Ok && message.Info.ReceivedHandles == 1 && Handles.Is(message.Handle0, ObjectType.Endpoint, Rights.Call))
        {
            endpoint = new(message.Handle0);
            return Status.Ok;
        }
        Handles.ReleaseReceived(ref message);
        return answer == Status.Ok ? Status.BadMessage : answer;
    }
}
