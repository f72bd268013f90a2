using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Broker;
using Diesis.Programs;

namespace Diesis.Servers.Init;

/// <summary>Starts the services of the system, keeps them running and brings them together, until one that the system is there for has ended.</summary>
internal static class Program
{
    /// <returns>With what the machine is to end: root sees to that.</returns>
    private static int Main()
    {
        if (!SystemPlan.TryRead(SystemFiles.Read(), out SystemPlan? plan)) return Fail("the archive has no sound manifest of a system");
        Status status = Kernel.CreateEndpoint(Startup.Block.Budget, out Handle<Endpoint> endpoint);
        if (status != Status.Ok) return Fail("there is no memory for an endpoint");
        var processes = new ServiceProcesses(plan, endpoint);
        var supervisor = new Supervisor(plan.Descriptions, processes);
        var broker = new BrokerService(plan, supervisor, processes);
        broker.Boot();
        if (!broker.IsDone) status = ContractServer.RunSignalled<BrokerDispatcher<BrokerService>, BrokerService>(endpoint, ref broker);
        return status == Status.Ok ? (int)supervisor.End.ExitStatus : Fail("it cannot receive calls");
    }

    private static int Fail(string why)
    {
        Console.WriteLine($"init: {why}");
        return 1;
    }
}
