using System.Collections.Generic;
using Diesis.Communication.Events;

namespace Diesis.Servers.Init;

/// <summary>Who is told whenever a service has ended. Each client has a few places, so that none takes those of others.</summary>
public sealed class EndWatchers
{
    public const int MostOfOneClient = 4;

    private readonly record struct Watcher(ulong Client, Subscriber<ProviderEvents> Subscriber);

    /// <summary>The oldest first.</summary>
    private readonly List<Watcher> _watchers = [];

    public int Count => _watchers.Count;

    /// <summary>Tells somebody, too, from now on. Where that is one too many of a client's, its oldest hears of an end that was none: it looks, and asks anew if it is still there.</summary>
    public void Add(ulong client, Subscriber<ProviderEvents> subscriber)
    {
        int oldest = -1, count = 0;
        for (int i = 0; i < _watchers.Count; i++)
        {
            if (_watchers[i].Client != client) continue;
            if (oldest < 0) oldest = i;
            count++;
        }
        if (count == MostOfOneClient)
        {
            _ = _watchers[oldest].Subscriber.TryTell(ProviderEvents.Ended);
            RemoveAt(oldest);
        }
        _watchers.Add(new(client, subscriber));
    }

    /// <summary>A client will not be there any more.</summary>
    public void RemoveAllOf(ulong client)
    {
        for (int i = _watchers.Count - 1; i >= 0; i--)
            if (_watchers[i].Client == client) RemoveAt(i);
    }

    /// <summary>The service has ended. Who is gone makes room.</summary>
    public void Tell()
    {
        for (int i = _watchers.Count - 1; i >= 0; i--)
            if (!_watchers[i].Subscriber.TryTell(ProviderEvents.Ended)) RemoveAt(i);
    }

    private void RemoveAt(int index)
    {
        _watchers[index].Subscriber.Release();
        _watchers.RemoveAt(index);
    }
}
