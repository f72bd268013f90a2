using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Local;

/// <summary>
/// A service as a system keeps it: the endpoint is its keeper's, each instance is a process of its own, and whoever calls while there is none waits for the next.
/// </summary>
public sealed class KeptServer : IDisposable
{
    private readonly LocalProcess _keeper = new();
    private readonly LocalObject _endpoint = new LocalEndpoint();
    private readonly Func<Handle<Endpoint>, Status> _run;
    private System.Threading.Thread? _thread;

    /// <param name="run">What an instance does, given its handle of the endpoint.</param>
    public KeptServer(Func<Handle<Endpoint>, Status> run)
    {
        _run = run;
        lock (LocalKernel.Gate) _ = _keeper.Add(new(_endpoint, HandleKind.Strong, Rights.All, 0, null));
        Start();
    }

    /// <summary>The instance that runs, or that ran last.</summary>
    public LocalProcess Process { get; private set; } = null!;

    /// <summary>Done when an instance has ended at one of its calls (<see cref="LocalProcess.CallsLeft"/>), in its thread.</summary>
    public Action? Died { get; set; }

    /// <summary>Starts an instance, when there is none.</summary>
    public void Start()
    {
        LocalProcess process = Process = new();
        Handle<Endpoint> given;
        lock (LocalKernel.Gate) given = new(process.Add(new(_endpoint, HandleKind.Strong, Rights.All, 0, null)));
        _thread = new(() =>
        {
            process.Enter();
            try
            {
                _ = _run(given);
            }
            catch (LocalDeathException)
            {
                Died?.Invoke();
            }
        }) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends the instance that runs, as a fault would.</summary>
    public void Kill()
    {
        Process.End();
        _thread?.Join();
        _thread = null;
    }

    /// <summary>A handle for the process that asks, by which conversations can be begun.</summary>
    public Handle<Endpoint> Offer(ulong badge = LocalServer.UsualBadge)
    {
        lock (LocalKernel.Gate)
            return new(LocalProcess.Current.Add(new(_endpoint, HandleKind.Strong, Rights.Call | Rights.Clone | Rights.Transfer, badge, null)));
    }

    /// <summary>Ends it for good: nobody who calls waits any longer.</summary>
    public void Dispose()
    {
        Kill();
        _keeper.End();
    }
}
