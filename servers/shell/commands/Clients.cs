using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Processes;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>Everybody whom the broker knows, by name and badge: services, and programs of the process server.</summary>
internal static class Clients
{
    /// <summary>All services, or none if the broker could not be asked: then the line has failed.</summary>
    public static List<ServiceInfo> Services(CommandContext context)
    {
        List<ServiceInfo> all = [];
        if (!Connections.TryOpenBroker(context, out BrokerClient broker)) return all;
        ServiceInfo[] part = new ServiceInfo[16];
        while (!context.IsEnding)
        {
            Status status = broker.ListServices((uint)all.Count, part, out uint count);
            if (status != Status.Ok) context.Fail($"the broker says {status}");
            if (status != Status.Ok) break;
            for (int i = 0; i < count && i < part.Length; i++) all.Add(part[i]);
            if (count < part.Length) break;
        }
        broker.Dispose();
        return all;
    }

    /// <summary>All programs that the process server keeps, likewise.</summary>
    public static List<ProcessInfo> Programs(CommandContext context)
    {
        List<ProcessInfo> all = [];
        if (!TryOpenProcesses(context, out ProcessesClient processes)) return all;
        ProcessInfo[] part = new ProcessInfo[16];
        uint first = 0;
        while (!context.IsEnding)
        {
            Status status = processes.List(first, part, out uint count);
            if (status != Status.Ok) context.Fail($"the process server says {status}");
            if (status != Status.Ok) break;
            for (int i = 0; i < count && i < part.Length; i++) all.Add(part[i]);
            // Their numbers grow: whoever says otherwise is not asked again.
            if (count < part.Length || part[^1].Number < first || part[^1].Number == uint.MaxValue) break;
            first = part[^1].Number + 1;
        }
        processes.Dispose();
        return all;
    }

    public static bool TryOpenProcesses(CommandContext context, out ProcessesClient processes)
    {
        processes = default;
        return Connections.TryFind(context, ProcessesContract.ExpectedHash, out var endpoint)
            && Connections.Succeeds(context, ProcessesClient.Connect(endpoint, out processes), ProcessesContract.ExpectedHash);
    }

    /// <summary>The name by which a caller's badge is known; the badge, if it is not.</summary>
    public static string NameOf(ulong badge, List<ServiceInfo> services)
    {
        foreach (ServiceInfo service in services) if (service.Badge == badge) return TextOf(service.Name);
        return badge.ToString();
    }

    /// <summary>A name that is filled up with zeros.</summary>
    public static string TextOf(ReadOnlySpan<byte> name)
    {
        int end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name.Slice(0, end));
    }
}
