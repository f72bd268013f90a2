using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Pager;
using Diesis.Services;

namespace Diesis.Servers.Pager;

/// <summary>Supplies pages of memory that others keep the content of.</summary>
internal static class Program
{
    private static int Main()
    {
        Status status = Kernel.CreateEndpoint(Startup.Block.Budget, out Handle<Endpoint> faults);
        if (status != Status.Ok) return (int)status;
        var memories = new PagedMemories(faults);
        new FaultThread(faults, memories).Start();
        var pager = new PagerService(memories);
        return (int)PagerServer.Run(Service.EndpointFor(PagerContract.ExpectedHash), ref pager);
    }
}
