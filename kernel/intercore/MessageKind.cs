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
    RemoteUnpin = 14,
    RemoteUnpinTaken = RemoteUnpin | Reply,
    RemoteView = 16,
    RemoteViewTaken = RemoteView | Reply,
    RemoteRevoke = 18,
    RemoteRevokeTaken = RemoteRevoke | Reply,
    RemoteFlush = 20,
    RemoteFlushed = RemoteFlush | Reply,
    LineRequest = 22,
    LineAnswer = LineRequest | Reply,
    LineRaised = 24,
    LineRaisedTaken = LineRaised | Reply,

    Reply = 1,
}
