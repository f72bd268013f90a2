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
        }) { IsBackground = true };
        _thread.Start();
        isReady.Wait();
        _endpoint = made;
    }

    public LocalProcess Process { get; }

    /// <summary>Why it serves no more.</summary>
    public Status End { get; private set; }

    /// <summary>Serves by one object, to which the server's thread alone makes calls.</summary>
    public static LocalServer Start<TContract, TInterface, TService>(TService service)
        where TContract : struct, IContract<TInterface> where TService : TInterface
        => new(endpoint => ContractServer.Run<TContract, TInterface, TService>(endpoint, ref service));

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
