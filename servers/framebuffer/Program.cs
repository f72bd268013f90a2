using Diesis.Contracts.Displays;
using Diesis.Services;

namespace Diesis.Servers.Framebuffer;

/// <summary>Shows pixels on the screen that the kernel's console was on.</summary>
internal static class Program
{
    private static int Main()
    {
        var service = new FramebufferService(Framebuffer.TryTake());
        return (int)DisplayServer.Run(Service.EndpointFor(DisplayContract.ExpectedHash), ref service);
    }
}
