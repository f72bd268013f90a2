using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System.Threading.Tasks;

/// <summary>Those who wait, in order. Who gave up is dropped when he is met, or when they become many.</summary>
internal struct WaitingLine<TWaiter, TResult>() where TWaiter : Waiter<TResult>
{
    private const int FewWaiters = 8;

    private Queue<TWaiter>? _waiters;
    private int _mostBeforeSweep = FewWaiters;

    public void Add(TWaiter waiter)
    {
        _waiters ??= new();
        if (_waiters.Count >= _mostBeforeSweep) Sweep();
        _waiters.Enqueue(waiter);
    }

    /// <returns>The first who is still there, and now claimed.</returns>
    public readonly bool TryTake([NotNullWhen(true)] out TWaiter? waiter)
    {
        while (_waiters != null && _waiters.TryDequeue(out waiter))
            if (waiter.TryTake()) return true;
        waiter = null;
        return false;
    }

    /// <summary>All who are still there.</summary>
    public readonly List<TWaiter>? TakeAll()
    {
        List<TWaiter>? all = null;
        while (TryTake(out var waiter)) (all ??= []).Add(waiter);
        return all;
    }

    private void Sweep()
    {
        Queue<TWaiter> left = new();
        foreach (var waiter in _waiters!)
            if (!waiter.IsCompleted) left.Enqueue(waiter);
        _waiters = left;
        _mostBeforeSweep = Math.Max(FewWaiters, left.Count * 2);
    }
}
