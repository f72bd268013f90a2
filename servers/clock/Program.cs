using System;
using Diesis.Abi;
using Diesis.Contracts.Time;
using Diesis.Services;

namespace Diesis.Servers.Clocks;

/// <summary>Keeps the time of day: it sets what programs see, and the clock that goes on while the machine is off.</summary>
internal static class Program
{
    private static int Main()
    {
        var service = new WallClockService(CmosPorts.TryOpen());
        service.Begin();
        return (int)WallClockServer.Run(Service.EndpointFor(WallClockContract.ExpectedHash), ref service);
    }
}
