using System.Collections.Generic;
using System.Threading;

namespace Diesis.Communication;

/// <summary>A call under way that its client may cancel, by the number that it gave it.</summary>
internal sealed unsafe class PendingCall
{
    private static readonly Dictionary<(ulong Server, ulong Badge, uint Number), PendingCall> All = [];

    private readonly (ulong, ulong, uint) _key;
    private readonly CancellationTokenSource _source = new();

    private PendingCall((ulong, ulong, uint) key) => _key = key;

    public CancellationToken Token => _source.Token;

    /// <returns>Null where the client has given no number, or one that it uses already: such a call cannot be cancelled.</returns>
    public static PendingCall? Begin(ulong server, ulong badge, uint number)
    {
        if (number == 0) return null;
        // SAFETY: a static method is there for good.
        ContractServer.CancelCall = &Cancel;
        PendingCall call = new((server, badge, number));
        lock (All) return All.TryAdd(call._key, call) ? call : null;
    }

    public void End()
    {
        lock (All) _ = All.Remove(_key);
    }

    private static void Cancel(ulong server, ulong badge, uint number)
    {
        PendingCall? call;
        lock (All) _ = All.TryGetValue((server, badge, number), out call);
        call?._source.Cancel();
    }
}
