using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.Bench.User;

/// <summary>A thread that serves an endpoint, for as long as this is not disposed.</summary>
internal unsafe ref struct Server : IDisposable
{
    public Handle<Endpoint> Endpoint;
    private Handle<Thread> _thread;


    public static Server Start(delegate*<ulong, void> function)
    {
        Server server = default;
        ref readonly StartBlock start = ref Startup.Block;
        _ = Kernel.CreateEndpoint(start.Budget, out server.Endpoint);
        _ = Kernel.CreateThread(start.Budget, start.Process, default, out server._thread);
        _ = Kernel.CreateSchedulingContext(start.Budget, start.Scheduling, 63, 10_000_000, 10_000_000, out Handle<SchedulingContext> time);
        _ = Kernel.BindSchedulingContext(server._thread, time);
        _ = ThreadStack.Start(server._thread, start.StackStart + 65536, function, server.Endpoint.Value);
        _ = Kernel.Yield();
        return server;
    }

    public void Dispose()
    {
        _ = Kernel.EndThread(_thread, 0);
        _ = Kernel.Release(_thread);
        _ = Kernel.Release(Endpoint);
    }
}
