using System.Collections.Generic;
using Diesis.Abi;

namespace Diesis.Local;

/// <summary>Bits that can be signalled and waited for, or bound to a thread's receives.</summary>
internal sealed class LocalNotification() : LocalObject(ObjectType.Notification)
{
    private readonly List<LocalWait> _waiters = [];

    public ulong Bits { get; private set; }

    /// <summary>Whose receives end with the bits.</summary>
    public LocalReceiver? Bound { get; set; }

    public override (ulong First, ulong Second) Details => (Bits, 0);

    public ulong Take()
    {
        ulong bits = Bits;
        Bits = 0;
        return bits;
    }

    public void Signal(ulong bits)
    {
        Bits |= bits;
        if (Bits == 0) return;
        if (Bound is { IsWaiting: true } receiver) receiver.ReceiveBits(Take());
        else if (_waiters.Count != 0) _waiters[0].End(Status.Ok);
    }

    public void Add(LocalWait wait)
    {
        _waiters.Add(wait);
        wait.Forget = () => _waiters.Remove(wait);
    }

    public void Remove(LocalWait wait) => _waiters.Remove(wait);

    protected override void OnEnd()
    {
        foreach (var wait in _waiters.ToArray()) wait.End(Status.PeerClosed);
    }
}
