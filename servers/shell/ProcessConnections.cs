using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Broker;
using Diesis.Servers.Shell.Commands;
using Diesis.Services;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell;

/// <summary>What this process was given by init.</summary>
internal sealed class ProcessConnections : IConnections
{
    public Status Find(ulong contract, out Handle<Endpoint> endpoint) => Service.Find(contract, out endpoint);
    public Status OpenBroker(out BrokerClient broker) => Service.OpenBroker(out broker);
}

/// <summary>Threads of this process that wait in the kernel.</summary>
internal sealed class ProcessWaits : IThreadWaits
{
    public object Current => WaitingThread.Current;
    public void Break(object thread) => ((WaitingThread)thread).CancelWait();
}
