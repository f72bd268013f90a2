using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A service as the shell shows it.</summary>
[ShellRecord]
public sealed class ServiceRow(in ServiceInfo info)
{
    private readonly ServiceInfo _info = info;

    public string Name { get; } = Clients.TextOf(info.Name);
    public ServiceState State => _info.State;
    public byte Core => _info.Core;
    public uint Starts => _info.Starts;
    public ByteSize Memory => new((long)Math.Min(_info.MemoryBytes, long.MaxValue));
    public TimeSpan Time => TimeSpan.FromTicks((long)(_info.TimeNs / 100));
    internal ulong Badge => _info.Badge;
}

/// <summary>Commands about services, which the broker keeps.</summary>
public static class ServiceCommands
{
    /// <summary>All services of the system.</summary>
    /// <example>services() | where(s =&gt; s.state == "Running") | sortByDescending(s =&gt; s.memory)</example>
    [Command]
    public static ServiceRow[] Services(CommandContext context)
    {
        List<ServiceInfo> all = Clients.Services(context);
        ServiceRow[] rows = new ServiceRow[all.Count];
        for (int i = 0; i < rows.Length; i++) rows[i] = new ServiceRow(all[i]);
        return rows;
    }

    /// <summary>Ends a service as a crash would; it is started again as its policy says.</summary>
    /// <param name="service">its name</param>
    /// <example>restart("log")</example>
    [Command]
    public static void Restart(CommandContext context, string service)
    {
        foreach (ServiceRow row in Services(context))
        {
            if (row.Name != service) continue;
            if (!Connections.TryOpenBroker(context, out BrokerClient broker)) return;
            Status status = broker.EndService(row.Badge);
            broker.Dispose();
            if (status != Status.Ok) context.Fail(status == Status.BadState ? $"'{service}' does not run" : $"'{service}' cannot be ended: {status}");
            return;
        }
        context.Fail($"there is no service '{service}'");
    }

    /// <summary>Stops all services in order, and then the machine.</summary>
    /// <param name="status">what an emulator ends with, 0 to 255</param>
    /// <example>shutdown()</example>
    [Command]
    public static void Shutdown(CommandContext context, long status = 0)
    {
        if (status is < 0 or > 255)
        {
            context.Fail("a status is 0 to 255");
            return;
        }
        if (!Connections.TryOpenBroker(context, out BrokerClient broker)) return;
        Status answer = broker.ShutDown((uint)status);
        broker.Dispose();
        if (answer != Status.Ok) context.Fail($"the machine cannot be stopped: {answer}");
    }

    /// <summary>Stops all services in order; then the machine begins anew.</summary>
    /// <example>reboot()</example>
    [Command]
    public static void Reboot(CommandContext context)
    {
        if (!Connections.TryOpenBroker(context, out BrokerClient broker)) return;
        Status answer = broker.Restart();
        broker.Dispose();
        if (answer != Status.Ok) context.Fail($"the machine cannot be started anew: {answer}");
    }
}
