using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Pager;

namespace Diesis.Servers.Pager;

/// <summary>A store in another process. When that was started anew in between, it is asked once more.</summary>
internal sealed class RemoteStore : IPageSource
{
    private readonly Handle<Endpoint> _endpoint;
    private PageStoreClient _store;

    private RemoteStore(Handle<Endpoint> endpoint, PageStoreClient store)
    {
        _endpoint = endpoint;
        _store = store;
    }

    /// <param name="endpoint">The store's from then on, if it succeeds.</param>
    public static Status Connect(Handle<Endpoint> endpoint, out RemoteStore? store)
    {
        Status status = PageStoreClient.Connect(endpoint, out PageStoreClient client);
        store = status == Status.Ok ? new RemoteStore(endpoint, client) : null;
        return status;
    }

    public bool TryRead(ulong page, Span<byte> into)
    {
        Status status = _store.Read(page, into);
        return status == Status.Ok || status == Status.PeerClosed && TryConnectAgain() && _store.Read(page, into) == Status.Ok;
    }

    public bool TryWrite(ulong page, ReadOnlySpan<byte> from)
    {
        Status status = _store.Write(page, from);
        return status == Status.Ok || status == Status.PeerClosed && TryConnectAgain() && _store.Write(page, from) == Status.Ok;
    }

    private bool TryConnectAgain()
    {
        if (PageStoreClient.Connect(_endpoint, out PageStoreClient store) != Status.Ok) return false;
        _store.Dispose();
        _store = store;
        return true;
    }

    public void Release()
    {
        _store.Dispose();
        _ = Kernel.Release(_endpoint);
    }
}
