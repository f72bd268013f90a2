using Diesis.Communication;
using Diesis.Contracts.Serial;
using Diesis.Drivers.Serial;
using Diesis.Services;

namespace Diesis.Servers.Serial;

/// <summary>Drives the second serial port of a PC: the first is the kernel's own, for its log and its reports.</summary>
internal static class Program
{
    private static int Main()
    {
        var service = new SerialLineService(SerialPort.TryOpen());
        return (int)ContractServer.RunSignalled<SerialLineDispatcher<SerialLineService>, SerialLineService>(Service.EndpointFor(SerialLineContract.ExpectedHash), ref service);
    }
}
