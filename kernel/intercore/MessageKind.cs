namespace Diesis.Kernel.Intercore;

/// <summary>What a message between cores is about. Even: a request. The next odd number: its reply.</summary>
public enum MessageKind : ulong
{
    None = 0,
    Ping = 2,
    Pong = Ping | Reply,
    ChunkRequest = 4,
    ChunkAnswer = ChunkRequest | Reply,
    RemoteRefusal = 6,
    RemoteRefused = RemoteRefusal | Reply,
    RemoteCancel = 8,
    RemoteCancelTaken = RemoteCancel | Reply,
    RemoteDrop = 10,
    RemoteDropTaken = RemoteDrop | Reply,
    RemoteUnpin = 12,
    RemoteUnpinTaken = RemoteUnpin | Reply,
    RemoteView = 14,
    RemoteViewTaken = RemoteView | Reply,
    RemoteRevoke = 16,
    RemoteRevokeTaken = RemoteRevoke | Reply,
    RemoteFlush = 18,
    RemoteFlushed = RemoteFlush | Reply,
    LineRequest = 20,
    LineAnswer = LineRequest | Reply,
    LineRaised = 22,
    LineRaisedTaken = LineRaised | Reply,

    RemoteSignal = 24,
    RemoteSignalTaken = RemoteSignal | Reply,
    RemotePark = 26,
    RemoteParked = RemotePark | Reply,
    RemoteResult = 28,
    RemoteResultTaken = RemoteResult | Reply,
    RemoteUnmap = 30,
    RemoteUnmapTaken = RemoteUnmap | Reply,

    Reply = 1,
}
