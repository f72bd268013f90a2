using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Processes;
using Diesis.Services;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A process as the shell shows it.</summary>
[ShellRecord]
public sealed class ProcessRow(in ProcessInfo info)
{
    private readonly ProcessInfo _info = info;

    public uint Number => _info.Number;
    public string Name { get; } = ServiceCommands.TextOf(info.Name);
    public uint Parent => _info.Parent;
    public ByteSize Memory => new((long)Math.Min(_info.MemoryBytes, long.MaxValue));
    public TimeSpan Time => TimeSpan.FromTicks((long)(_info.TimeNs / 100));
    public bool HasEnded => _info.HasEnded;
}

/// <summary>Commands about programs, which the process server keeps.</summary>
public static class ProcessCommands
{
    /// <summary>All processes that are no services.</summary>
    [Command]
    public static ProcessRow[] Processes(CommandContext context)
    {
        List<ProcessRow> rows = [];
        if (!TryOpen(context, out ProcessesClient processes)) return [];
        ProcessInfo[] part = new ProcessInfo[16];
        uint first = 0;
        while (!context.IsEnding)
        {
            Status status = processes.List(first, part, out uint count);
            if (status != Status.Ok)
            {
                context.Fail($"the process server says {status}");
                break;
            }
            for (int i = 0; i < (int)count; i++) rows.Add(new ProcessRow(part[i]));
            if (count < part.Length) break;
            first = part[^1].Number + 1;
        }
        processes.Dispose();
        return rows.ToArray();
    }

    /// <summary>Ends a process and all that belong to it.</summary>
    [Command]
    public static void Kill(CommandContext context, long process)
    {
        if (!TryOpen(context, out ProcessesClient processes)) return;
        Status status = process is >= 0 and <= uint.MaxValue ? processes.KillTree((uint)process) : Status.BadArgument;
        processes.Dispose();
        if (status != Status.Ok) context.Fail(status == Status.BadArgument ? $"there is no process {process}" : $"process {process} cannot be ended: {status}");
    }

    /// <summary>Starts a program of the system, and says its number.</summary>
    [Command]
    public static long Start(CommandContext context, string program)
    {
        if (!TryOpen(context, out ProcessesClient processes)) return 0;
        Status status = processes.Start(System.Text.Encoding.UTF8.GetBytes(program), 0, default, out uint number);
        processes.Dispose();
        if (status != Status.Ok) context.Fail(status == Status.BadArgument ? $"there is no program '{program}'" : $"'{program}' cannot be started: {status}");
        return number;
    }

    private static bool TryOpen(CommandContext context, out ProcessesClient processes)
    {
        processes = default;
        Status status = Service.Find(ProcessesContract.ExpectedHash, out Handle<Endpoint> endpoint);
        if (status == Status.Ok) status = ProcessesClient.Connect(endpoint, out processes);
        if (status != Status.Ok) context.Fail($"there is no process server to ask: {status}");
        return status == Status.Ok;
    }
}
