using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Events;

namespace Diesis.Servers.Init;

public sealed class EndWatchersTests
{
    private enum News : byte { None }

    private readonly EndWatchers _watchers = new();

    private static Subscription<News> Make()
    {
        Assert.Equal(Status.Ok, Subscription<News>.Create(out Subscription<News> made));
        return made;
    }

    /// <summary>What comes with a call: a handle of the server's own, which keeps nothing.</summary>
    private static Subscriber<ProviderEvents> Sent(Subscription<News> subscription)
    {
        Assert.Equal(Status.Ok, Kernel.Weaken(subscription.OfProvider.Notification, Rights.Signal, out Handle weak));
        return new(new Handle<Notification>(weak));
    }

    private static void AssertHears(Subscription<News> subscription, Status expected) => Assert.Equal(expected, subscription.Wait(out _, 0));

    [Fact]
    public void WhoWatchesHearsOfEachEnd()
    {
        using Subscription<News> one = Make(), other = Make();
        _watchers.Add(1, Sent(one));
        _watchers.Add(2, Sent(other));
        AssertHears(one, Status.WouldBlock);
        for (int end = 0; end < 3; end++)
        {
            _watchers.Tell();
            AssertHears(one, Status.PeerClosed);
            AssertHears(other, Status.PeerClosed);
            AssertHears(one, Status.WouldBlock);
        }
    }

    [Fact]
    public void WhoIsGoneMakesRoom()
    {
        Subscription<News> gone = Make();
        using Subscription<News> there = Make();
        _watchers.Add(1, Sent(gone));
        _watchers.Add(1, Sent(there));
        gone.Dispose();
        _watchers.Tell();
        Assert.Equal(1, _watchers.Count);
        AssertHears(there, Status.PeerClosed);
    }

    [Fact]
    public void OneClientTakesNoPlacesOfOthers()
    {
        using Subscription<News> other = Make(), first = Make();
        _watchers.Add(2, Sent(other));
        _watchers.Add(1, Sent(first));
        for (int i = 1; i < EndWatchers.MostOfOneClient; i++) _watchers.Add(1, Sent(Make()));
        AssertHears(first, Status.WouldBlock);
        _watchers.Add(1, Sent(Make()));
        AssertHears(first, Status.PeerClosed);
        AssertHears(other, Status.WouldBlock);
        Assert.Equal(1 + EndWatchers.MostOfOneClient, _watchers.Count);
    }

    [Fact]
    public void NothingIsKeptForClientsThatAreRemoved()
    {
        using Subscription<News> one = Make(), other = Make();
        _watchers.Add(1, Sent(one));
        _watchers.Add(2, Sent(other));
        _watchers.RemoveAllOf(1);
        Assert.Equal(1, _watchers.Count);
        _watchers.Tell();
        AssertHears(other, Status.PeerClosed);
    }
}
