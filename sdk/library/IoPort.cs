using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis;

/// <summary>I/O ports of a PC, for a driver that has a handle to some. A port that this process was not given ends it.</summary>
public static class IoPort
{
    /// <summary>Has this process use a few ports.</summary>
    /// <returns>As <see cref="IKernel.CreateIoPorts"/> and <see cref="IKernel.EnablePorts"/>.</returns>
    public static Status Enable(ushort first, ushort count)
    {
        Status status = Kernel.CreateIoPorts(Startup.Block.Budget, Startup.Block.Ports, first, count, out Handle<IoPorts> ports);
        if (status != Status.Ok) return status;
        status = Kernel.EnablePorts(Startup.Block.Process, ports);
        _ = Kernel.Release(ports);
        return status;
    }

    [RuntimeImport("*", "DiesisIn8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern byte Read8(ushort port);

    [RuntimeImport("*", "DiesisOut8"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void Write8(ushort port, byte value);
}
