namespace Diesis.Kernel.Intercore;

/// <summary>What a message between cores is about. Even: a request. The next odd number: its reply.</summary>
public enum MessageKind : ulong
{
    None = 0,
    Ping = 2,
    Pong = Ping | Reply,
    ChunkRequest = 4,
    ChunkAnswer = ChunkRequest | Reply,
    RemoteCall = 6,
    RemoteCallTaken = RemoteCall | Reply,
    RemoteResult = 8,
    RemoteResultTaken = RemoteResult | Reply,
    RemoteCancel = 10,
    RemoteCancelTaken = RemoteCancel | Reply,
    RemoteDrop = 12,
    RemoteDropTaken = RemoteDrop | Reply,
    LineRequest = 14,
    LineAnswer = LineRequest | Reply,
    LineRaised = 16,
    LineRaisedTaken = LineRaised | Reply,

    Reply = 1,
}
