using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Local;

/// <summary>A service in a process and a thread of its own, to which anybody of this host's process can connect.</summary>
public sealed class LocalServer : IDisposable
{
    /// <summary>The badge of connections that ask for no other.</summary>
    public const ulong UsualBadge = 1;

    private readonly Handle<Endpoint> _endpoint;
    private readonly System.Threading.Thread _thread;

    private LocalServer(Func<Handle<Endpoint>, Status> run)
    {
        Process = new();
        using ManualResetEventSlim isReady = new();
        Handle<Endpoint> made = default;
        _thread = new(() =>
        {
            Process.Enter();
            _ = Kernel.CreateEndpoint(Startup.Block.Budget, out made);
            isReady.Set();
            End = run(made);
            HasStopped = true;
        }) { IsBackground = true };
        _thread.Start();
        isReady.Wait();
        _endpoint = made;
    }

    public LocalProcess Process { get; }

    public bool HasStopped { get; private set; }

    /// <summary>Why it serves no more.</summary>
    public Status End { get; private set; }

    /// <summary>Serves by one object, to which the server's thread alone makes calls.</summary>
    public static LocalServer Start<TDispatcher, TService>(TService service) where TDispatcher : struct, IDispatcher<TService>
        => new(endpoint => ContractServer.Run<TDispatcher, TService>(endpoint, ref service));

    /// <summary>Serves any objects of any contracts.</summary>
    public static LocalServer Host(Action<ObjectServer> offer) => new(endpoint =>
    {
        ObjectServer server = new(endpoint);
        offer(server);
        return server.Run();
    });

    /// <summary>Has a thread of a new process do with an endpoint what it likes.</summary>
    public static LocalServer Start(Func<Handle<Endpoint>, Status> run) => new(run);

    /// <summary>A handle for the process that asks, by which conversations can be begun.</summary>
    public Handle<Endpoint> Offer(ulong badge = UsualBadge)
    {
        var to = LocalProcess.Current;
        lock (LocalKernel.Gate)
        {
            var own = Process.Find(_endpoint);
            // Of a server that has ended there is an endpoint that nobody serves.
            return new(to.Add(own is null ? new(new LocalEndpoint(), HandleKind.Strong, Rights.Call, badge, null)
                : own with { Rights = Rights.Call | Rights.Clone | Rights.Transfer, Badge = badge }));
        }
    }

    /// <summary>Ends the server's process, and waits for its thread.</summary>
    public void Dispose()
    {
        Process.End();
        _thread.Join();
    }
}
