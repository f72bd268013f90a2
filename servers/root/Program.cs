using System;
using System.Runtime;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Servers.Root;

/// <summary>
/// The first process. It holds all that the machine has and must not end. So far there is nobody whom it could give any
/// of that to.
/// </summary>
internal static class Program
{
    [RuntimeExport("DiesisMain")]
    private static ulong Main()
    {
        _ = Kernel.WriteLog(Startup.Block.System, "root is running"u8);
        Status made = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> end);
        while (made == Status.Ok) made = Kernel.Wait(end, ulong.MaxValue, out _);
        return (ulong)made;
    }
}
