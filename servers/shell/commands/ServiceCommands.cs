using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Services;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A service as the shell shows it.</summary>
[ShellRecord]
public sealed class ServiceRow(string name, in ServiceInfo info)
{
    private readonly ServiceInfo _info = info;

    public string Name { get; } = name;
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
    [Command]
    public static ServiceRow[] Services(CommandContext context)
    {
        List<ServiceRow> rows = [];
        if (!TryOpen(context, out BrokerClient broker)) return [];
        ServiceInfo[] part = new ServiceInfo[16];
        while (!context.IsEnding)
        {
            Status status = broker.ListServices((uint)rows.Count, part, out uint count);
            if (status != Status.Ok)
            {
                context.Fail($"the broker says {status}");
                break;
            }
            for (int i = 0; i < (int)count; i++) rows.Add(new ServiceRow(TextOf(part[i].Name), part[i]));
            if (count < part.Length) break;
        }
        broker.Dispose();
        return rows.ToArray();
    }

    /// <summary>Ends a service as a crash would; it is started again as its policy says.</summary>
    [Command]
    public static void Restart(CommandContext context, string service)
    {
        foreach (ServiceRow row in Services(context))
        {
            if (row.Name != service) continue;
            if (!TryOpen(context, out BrokerClient broker)) return;
            Status status = broker.EndService(row.Badge);
            broker.Dispose();
            if (status != Status.Ok) context.Fail($"'{service}' cannot be ended: {status}");
            return;
        }
        context.Fail($"there is no service '{service}'");
    }

    /// <summary>Stops all services in order, and then the machine.</summary>
    [Command]
    public static void Shutdown(CommandContext context, long status = 0)
    {
        if (!TryOpen(context, out BrokerClient broker)) return;
        Status answer = status is >= 0 and <= 255 ? broker.ShutDown((uint)status) : Status.BadArgument;
        broker.Dispose();
        if (answer != Status.Ok) context.Fail($"the machine cannot be stopped: {answer}");
    }

    /// <summary>Stops all services in order; then the machine begins anew.</summary>
    [Command]
    public static void Reboot(CommandContext context)
    {
        if (!TryOpen(context, out BrokerClient broker)) return;
        Status answer = broker.Restart();
        broker.Dispose();
        if (answer != Status.Ok) context.Fail($"the machine cannot be started anew: {answer}");
    }

    private static bool TryOpen(CommandContext context, out BrokerClient broker)
    {
        Status status = Service.OpenBroker(out broker);
        if (status != Status.Ok) context.Fail($"there is no broker to ask: {status}");
        return status == Status.Ok;
    }

    /// <summary>A name that is filled up with zeros.</summary>
    internal static string TextOf(ReadOnlySpan<byte> name)
    {
        int end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name.Slice(0, end));
    }
}
