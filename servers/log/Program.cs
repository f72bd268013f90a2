using Diesis.Contracts.Log;
using Diesis.Services;

namespace Diesis.Servers.Logging;

/// <summary>Keeps the log of the system.</summary>
internal static class Program
{
    private static int Main()
    {
        if (!Service.TryMapState(out StateMemory memory)) return 1;
        var log = new LogService(memory);
        return (int)LogServer.Run(Service.EndpointFor(LogContract.ExpectedHash), ref log);
    }
}
