using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Events;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Permissions;

namespace Diesis.Services;

/// <summary>What a service was given by init when it was started, and what it can ask for.</summary>
public static class Service
{
    /// <summary>Where a contract that this service offers is to be served.</summary>
    /// <param name="contract">The contract's hash.</param>
    /// <returns>None when its manifest does not offer that.</returns>
    public static Handle<Endpoint> EndpointFor(ulong contract) => new(Startup.GiftOf(contract));

    /// <summary>Is signalled when this service is to end by itself, since the system shuts down; for its first thread (<c>Kernel.BindNotification</c>).</summary>
    /// <returns>None when the system's manifest gives it no time for that: it is ended then.</returns>
    public static Handle<Notification> StopSignal => new(Startup.GiftOf((ulong)GiftRole.Stop));

    /// <summary>Begins a conversation with the broker.</summary>
    /// <returns><see cref="Status.BadHandle"/>: this process has none, since its manifest wants nothing.</returns>
    public static Status OpenBroker(out BrokerClient broker) => BrokerClient.Connect(new(Startup.GiftOf((ulong)GiftRole.Broker)), out broker);

    /// <summary>Asks for somebody who offers a contract; and where that is not permitted, for the permission.</summary>
    /// <returns>As <see cref="IBroker.Connect"/>, and as <see cref="OpenBroker"/>.</returns>
    public static Status Find(ulong contract, out Handle<Endpoint> endpoint) => Find(contract, 0, out endpoint);

    /// <summary>Asks for one of those who offer a contract.</summary>
    /// <param name="provider">Which of them; behind the last there is <see cref="Status.NotSupported"/>.</param>
    public static Status Find(ulong contract, uint provider, out Handle<Endpoint> endpoint)
    {
        endpoint = default;
        Status status = OpenBroker(out BrokerClient broker);
        if (status != Status.Ok) return status;
        status = broker.Connect(contract, provider, out endpoint);
        if (status == Status.NotPermitted && IsPermittedNow(broker, contract)) status = broker.Connect(contract, provider, out endpoint);
        broker.Dispose();
        return status;
    }

    /// <summary>
    /// Has a subscription hear whenever who offers a contract ends: <see cref="Subscription{TEvents}.Wait"/> says <see cref="Status.PeerClosed"/> then. To be called before the service itself is
    /// told of the subscription, so that no end is missed.
    /// </summary>
    /// <param name="provider">Which of those who offer it.</param>
    /// <returns>As <see cref="IBroker.Watch"/>, and as <see cref="OpenBroker"/>.</returns>
    public static Status Watch<TEvents>(ulong contract, Subscription<TEvents> subscription, uint provider = 0) where TEvents : unmanaged, Enum
    {
        Status status = OpenBroker(out BrokerClient broker);
        if (status != Status.Ok) return status;
        status = broker.Watch(contract, provider, subscription.OfProvider);
        broker.Dispose();
        return status;
    }

    /// <summary>Has a subscription hear whenever somebody ends who may have been a client of this service, as of the end of a provider.</summary>
    /// <returns>As <see cref="IBroker.WatchClients"/>, and as <see cref="OpenBroker"/>.</returns>
    public static Status WatchClients(Subscription<ProviderEvents> subscription)
    {
        Status status = OpenBroker(out BrokerClient broker);
        if (status != Status.Ok) return status;
        status = broker.WatchClients(subscription.OfProvider);
        broker.Dispose();
        return status;
    }

    private static bool IsPermittedNow(BrokerClient broker, ulong contract)
    {
        if (broker.Connect(PermissionsContract.ExpectedHash, 0, out Handle<Endpoint> endpoint) != Status.Ok) return false;
        bool isAllowed = false;
        if (PermissionsClient.Connect(endpoint, out PermissionsClient permissions) == Status.Ok)
        {
            if (permissions.Request(contract, out bool answer, out _) == Status.Ok) isAllowed = answer;
            permissions.Dispose();
        }
        _ = Kernel.Release(endpoint);
        return isAllowed;
    }

    /// <summary>Makes the memory visible that is handed on from one instance to the next.</summary>
    /// <returns>False when the manifest asks for none, or there are no addresses for it.</returns>
    // SAFETY: the addresses are nobody else's, all of the memory is mapped there, and stays.
    public static unsafe bool TryMapState(out StateMemory state)
    {
        state = default;
        Handle<MemoryObject> memory = new(Startup.GiftOf((ulong)GiftRole.State));
        if (memory.IsNone || Kernel.Query(memory, out ObjectInfo info) != Status.Ok) return false;
        ulong pages = info.Detail0, at = AddressRanges.Take(pages);
        if (at == 0 || Kernel.Map(Startup.Block.Space, memory, at, 0, pages, Protection.ReadWrite) != Status.Ok) return false;
        state = new((void*)at, (int)(pages * MemoryLayout.PageSize));
        return true;
    }
}
