using Diesis.Communication;
using Diesis.Contracts.Input;
using Diesis.Services;

namespace Diesis.Servers.Ps2;

/// <summary>Drives the keyboard and the mouse at a PC's keyboard controller.</summary>
internal static class Program
{
    private static int Main()
    {
        var service = new Ps2Service(Ps2Device.TryOpen());
        return (int)ContractServer.RunSignalled<InputDeviceDispatcher<Ps2Service>, Ps2Service>(Service.EndpointFor(InputDeviceContract.ExpectedHash), ref service);
    }
}
