using Diesis.Abi;
using Diesis.Contracts.Terminals;
using Diesis.Services;

namespace Diesis.Servers.Terminals;

/// <summary>The terminal: on the screen, or at the other end of a serial line.</summary>
internal static class Program
{
    private static int Main()
    {
        TerminalOption option = TerminalOption.Parse(CommandLineOption.ValueOf(Startup.CommandLine, "terminal"u8));
        var keys = new KeyStream();
        IGlass? glass = option.Place != TerminalPlace.Serial ? ScreenGlass.TryOpen(keys) : null;
        if (glass is null && option.Place != TerminalPlace.Screen) glass = SerialGlass.TryOpen(keys, option.Size);
        var service = new TerminalService(glass, keys);
        return (int)TerminalServer.Run(Service.EndpointFor(TerminalContract.ExpectedHash), ref service);
    }
}
