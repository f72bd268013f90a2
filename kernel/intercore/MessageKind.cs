namespace Diesis.Kernel.Intercore;

/// <summary>What a message between cores is about. Even: a request. The next odd number: its reply.</summary>
public enum MessageKind : ulong
{
    None = 0,

    Ping = 2,
    Pong = Ping | Reply,

    ChunkRequest = 4,
    ChunkAnswer = ChunkRequest | Reply,

    Reply = 1,
}
