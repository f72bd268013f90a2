using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>Has the machine start anew, and tells so each time: from the second time on, whoever reads the console knows that it did.</summary>
internal static class Program
{
    private static int Main()
    {
        Console.WriteLine("[test] begin SystemTests.TheMachineStartsAnew");
        Status status = Service.OpenBroker(out BrokerClient broker);
        if (status == Status.Ok) status = broker.Restart();
        if (status == Status.Ok) Thread.Sleep(Timeout.Infinite);
        Console.WriteLine($"[test] fail SystemTests.TheMachineStartsAnew: {status}");
        return 1;
    }
}
