using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>I/O ports, on a machine that has them.</summary>
internal static class Ports
{
    public static bool AreThere => World.InfoOf(Startup.Block.Ports).Detail1 != 0;

    /// <summary>Lets this process use some.</summary>
    public static bool Enable(ref Test test, uint first, uint count)
    {
        if (!test.Ok(Kernel.CreateIoPorts(World.Budget, Startup.Block.Ports, first, count, out Handle<IoPorts> ports))) return false;
        bool isEnabled = test.Ok(Kernel.EnablePorts(World.Process, ports));
        test.Ok(Kernel.Release(ports));
        return isEnabled;
    }

    [RuntimeImport("*", "ReadPort8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern uint Read8(uint port);

    [RuntimeImport("*", "ReadPort32"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern uint Read32(uint port);

    [RuntimeImport("*", "WritePort8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Write8(uint port, uint value);

    [RuntimeImport("*", "WritePort32"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Write32(uint port, uint value);
}
