using Diesis.Abi;
using Diesis.Contracts.Terminals;
using Diesis.Services;

namespace Diesis.Servers.Terminals;

/// <summary>The terminal at the other end of a serial line.</summary>
internal static class Program
{
    private static int Main()
    {
        TerminalOption option = TerminalOption.Parse(CommandLineOption.ValueOf(Startup.CommandLine, "terminal"u8));
        var keys = new KeyStream();
        var service = new TerminalService(option.Place == TerminalPlace.Screen ? null : SerialGlass.TryOpen(keys, option.Size), keys);
        return (int)TerminalServer.Run(Service.EndpointFor(TerminalContract.ExpectedHash), ref service);
    }
}
