using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Processes;
using Diesis.Programs;
using Diesis.Services;

namespace Diesis.Servers.Processes;

/// <summary>Starts programs for others, and knows what became of them.</summary>
internal static class Program
{
    private static int Main()
    {
        Status status = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> ended);
        if (status == Status.Ok) status = Kernel.BindNotification(Startup.Block.Thread, ended);
        BrokerClient broker = default;
        if (status == Status.Ok) status = Service.OpenBroker(out broker);
        if (status != Status.Ok) return (int)status;
        var processes = new ProcessesService(SystemFiles.Read(), broker, ended);
        return (int)ContractServer.RunSignalled<ProcessesDispatcher<ProcessesService>, ProcessesService>(Service.EndpointFor(ProcessesContract.ExpectedHash), ref processes);
    }
}
