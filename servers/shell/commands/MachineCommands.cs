using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Processes;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A core as the shell shows it.</summary>
[ShellRecord]
public sealed class Core(in CoreInfo info)
{
    private readonly CoreInfo _info = info;

    public uint Number => _info.Number;
    public ByteSize Memory => SizeOf(_info.MemoryBytes);
    public ByteSize Used => SizeOf(_info.UsedBytes);
    public ByteSize Free => SizeOf(_info.MemoryBytes - Math.Min(_info.UsedBytes, _info.MemoryBytes));
    public uint Services => _info.Services;

    internal static ByteSize SizeOf(ulong bytes) => new((long)Math.Min(bytes, long.MaxValue));
}

/// <summary>Who has how much memory.</summary>
[ShellRecord]
public sealed class MemoryUse(string kind, string name, ulong used, ulong of)
{
    public string Kind => kind;
    public string Name => name;
    public ByteSize Used => Core.SizeOf(used);

    /// <summary>All that there is where it is.</summary>
    public ByteSize Of => Core.SizeOf(of);
}

/// <summary>Commands about the machine.</summary>
public static class MachineCommands
{
    /// <summary>The cores of the machine, with the memory that belongs to each.</summary>
    /// <example>cores() | sum(c =&gt; c.free)</example>
    [Command]
    public static Core[] Cores(CommandContext context)
    {
        List<CoreInfo> all = List(context);
        Core[] rows = new Core[all.Count];
        for (int i = 0; i < rows.Length; i++) rows[i] = new Core(all[i]);
        return rows;
    }

    private static List<CoreInfo> List(CommandContext context)
    {
        List<CoreInfo> all = [];
        if (!Connections.TryOpenBroker(context, out BrokerClient broker)) return all;
        CoreInfo[] part = new CoreInfo[16];
        while (!context.IsEnding)
        {
            Status status = broker.ListCores((uint)all.Count, part, out uint count);
            if (status != Status.Ok) context.Fail($"the broker says {status}");
            if (status != Status.Ok) break;
            for (int i = 0; i < count && i < part.Length; i++) all.Add(part[i]);
            if (count < part.Length) break;
        }
        broker.Dispose();
        return all;
    }

    /// <summary>How much memory is used: of each core, and by services and programs, of their core's or the machine's.</summary>
    /// <example>memory() | where(m =&gt; m.kind == "service") | sortByDescending(m =&gt; m.used) | take(5)</example>
    [Command]
    public static MemoryUse[] Memory(CommandContext context)
    {
        List<MemoryUse> rows = [];
        List<CoreInfo> cores = List(context);
        if (context.IsEnding) return [];
        ulong whole = 0;
        foreach (CoreInfo core in cores)
        {
            rows.Add(new MemoryUse("core", core.Number.ToString(), core.UsedBytes, core.MemoryBytes));
            whole += core.MemoryBytes;
        }
        foreach (ServiceInfo service in Clients.Services(context))
            if (service.MemoryBytes != 0) rows.Add(new MemoryUse("service", Clients.TextOf(service.Name), service.MemoryBytes, service.Core < cores.Count ? cores[service.Core].MemoryBytes : whole));
        if (context.IsEnding) return [];
        foreach (ProcessInfo program in Clients.Programs(context))
            if (!program.HasEnded) rows.Add(new MemoryUse("program", Clients.TextOf(program.Name), program.MemoryBytes, whole));
        return rows.ToArray();
    }
}
