using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Services;
using Thread = System.Threading.Thread;

namespace Diesis.Tests.Systems;

/// <summary>
/// A client that works as long as the test goes on: it uses one service, and when its conversation is over it begins another. What it is answered
/// has to be right, or an error that says that the service is gone.
/// </summary>
internal abstract class Worker(string name, ulong contract)
{
    public string Name => name;

    private readonly Thread _thread = new(static worker => ((Worker)worker!).Work()) { IsBackground = true };
    private volatile bool _mayStop;

    /// <summary>Calls that were answered, and calls that were not.</summary>
    public int Done { get; private set; }
    public int Lost { get; private set; }

    /// <summary>What was wrong, or null.</summary>
    public string? Complaint { get; private set; }

    public void Start() => _thread.Start(this);

    public void Stop()
    {
        _mayStop = true;
        _thread.Join();
    }

    private void Work()
    {
        Handle<Endpoint> endpoint = default;
        while (!_mayStop && Complaint == null)
        {
            if (endpoint.IsNone && Service.Find(contract, out endpoint) != Status.Ok)
            {
                Thread.Sleep(1);
                continue;
            }
            if (!IsServiceGone(Connect(endpoint), "connecting")) WorkConnected();
        }
        if (!endpoint.IsNone) _ = Kernel.Release(endpoint);
    }

    /// <summary>As long as the conversation goes on.</summary>
    private void WorkConnected()
    {
        while (!_mayStop && Complaint == null)
        {
            Status status = Call();
            if (IsServiceGone(status, "a call"))
            {
                Lost++;
                break;
            }
            Done++;
        }
        Disconnect();
    }

    private bool IsServiceGone(Status status, string what)
    {
        if (status is Status.Ok) return false;
        if (status is not (Status.PeerClosed or Status.Dead)) Complain($"{what} ended with {status}");
        return true;
    }

    protected void Complain(string what) => Complaint ??= $"{name}: {what}";

    protected abstract Status Connect(Handle<Endpoint> endpoint);

    /// <summary>Does one thing, and looks whether the answer is right.</summary>
    protected abstract Status Call();

    protected abstract void Disconnect();
}
