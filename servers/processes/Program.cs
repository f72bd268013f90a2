using Diesis.Contracts.Processes;
using Diesis.Programs;
using Diesis.Services;

namespace Diesis.Servers.Processes;

/// <summary>Starts programs for others, and knows what became of them.</summary>
internal static class Program
{
    private static int Main()
    {
        var processes = new ProcessesService(SystemFiles.Read());
        return (int)ProcessesServer.Run(Service.EndpointFor(ProcessesContract.ExpectedHash), ref processes);
    }
}
