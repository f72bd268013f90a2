namespace Diesis.Virtio9p.Protocol;

/// <summary>Kinds of messages that are sent here; the answer to each is the next number. Plan 9 from Bell Labs, intro(5), and for the first ones 9P2000.L: github.com/chaos/diod, protocol.md.</summary>
internal enum MessageKind : byte
{
    /// <summary>Of answers only: the number of a Linux error.</summary>
    Error = 7,
    Open = 12,
    Attributes = 24,
    ReadFolder = 40,
    Version = 100,
    Attach = 104,
    Walk = 110,
    Read = 116,
    Forget = 120,
}
