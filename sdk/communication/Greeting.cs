using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>The server's answer to <see cref="Hello"/>.</summary>
internal static class Greeting
{
    private const ulong MostPartBytes = 1 << 20;

    /// <returns>False when the conversation is refused. Then what came is released, and the answer stands already.</returns>
    public static bool Answer(Handle<Endpoint> endpoint, ulong hash, int bufferBytes, ref SessionTable sessions, ref Incoming call, out uint number)
    {
        number = 0;
        ref Message message = ref call.Message;
        bool hasBuffer = message.Info.ReceivedHandles == 2;
        if (message.Info.ReceivedHandles is not (1 or 2) || !new RequestLabel(message.Label).IsPlain) return call.Refuse();
        if (message.Word0 != hash) return Refuse(ref call, Status.NotSupported);
        bool wordsFit = hasBuffer ? message.Word1 >= (ulong)bufferBytes && message.Word1 <= MostPartBytes && message.Word2 is > 0 and <= Hello.MostParts
            : bufferBytes == 0 && message.Word1 == 0 && message.Word2 == 0;
        if (!wordsFit) return call.Refuse();
        Session session = new() { OpenedBy = message.Badge, Parts = (uint)message.Word2, PartBytes = (uint)message.Word1 };
        if (!call.TryTakeHandle(0, Rights.Inspect, out session.Process)) return false;
        if (hasBuffer && !call.TryTakeHandle(1, Hello.BufferRights, out session.Buffer)) return false;

        Status status = sessions.Add(in session, out number);
        if (status != Status.Ok) return Refuse(ref call, status);
        status = Kernel.Clone(endpoint, Rights.Call | Rights.Clone | Rights.Transfer, sessions[number].Key.Bits, out Handle own);
        if (status != Status.Ok)
        {
            sessions.Close(number);
            call.Reply(status);
            return false;
        }
        call.Reply(Status.Ok);
        message.Word0 = 0;
        _ = message.TryAdd(own, HandlePassing.Move);
        return true;
    }

    private static bool Refuse(ref Incoming call, Status status)
    {
        Handles.ReleaseReceived(ref call.Message);
        call.Reply(status);
        return false;
    }
}
