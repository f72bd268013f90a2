using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Processes;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;
using Diesis.Shell.Presentation;
using Diesis.Shell.Types;

namespace Diesis.Servers.Shell.Commands;

/// <summary>A process as the shell shows it.</summary>
[ShellRecord]
public sealed class ProcessRow(in ProcessInfo info)
{
    private readonly ProcessInfo _info = info;

    public uint Number => _info.Number;
    public string Name { get; } = Clients.TextOf(info.Name);
    public uint Parent => _info.Parent;
    public ByteSize Memory => new((long)Math.Min(_info.MemoryBytes, long.MaxValue));
    public TimeSpan Time => TimeSpan.FromTicks((long)(_info.TimeNs / 100));
    public bool HasEnded => _info.HasEnded;
}

/// <summary>What a service or program did lately.</summary>
[ShellRecord]
public sealed class Activity(string kind, string name, double percent, ulong memory, ulong timeNs)
{
    public string Kind => kind;
    public string Name => name;

    /// <summary>Of the time of one core.</summary>
    public double Percent => percent;
    public ByteSize Memory => Core.SizeOf(memory);
    public TimeSpan Time => TimeSpan.FromTicks((long)(timeNs / 100));
}

/// <summary>Commands about programs, which the process server keeps.</summary>
public static class ProcessCommands
{
    /// <summary>All processes that are no services.</summary>
    /// <example>processes() | where(p =&gt; !p.hasEnded)</example>
    [Command]
    public static ProcessRow[] Processes(CommandContext context)
    {
        List<ProcessInfo> all = Clients.Programs(context);
        ProcessRow[] rows = new ProcessRow[all.Count];
        for (int i = 0; i < rows.Length; i++) rows[i] = new ProcessRow(all[i]);
        return rows;
    }

    /// <summary>Ends a process and all that belong to it.</summary>
    /// <param name="process">its number</param>
    /// <example>kill(3)</example>
    [Command]
    public static void Kill(CommandContext context, long process)
    {
        if (!Clients.TryOpenProcesses(context, out ProcessesClient processes)) return;
        Status status = process is >= 0 and <= uint.MaxValue ? processes.KillTree((uint)process) : Status.BadArgument;
        processes.Dispose();
        if (status == Status.Ok) return;
        context.Fail(status switch
        {
            Status.BadArgument => $"there is no process {process}",
            Status.BadState => $"process {process} has ended already",
            _ => $"process {process} cannot be ended: {status}",
        });
    }

    /// <summary>Starts a program of the system, and says its number.</summary>
    /// <param name="program">the name in its manifest</param>
    /// <example>start("hello")</example>
    [Command]
    public static long Start(CommandContext context, string program)
    {
        byte[] name = System.Text.Encoding.UTF8.GetBytes(program);
        const int longest = 32;
        if (name.Length > longest || name.Length == 0)
        {
            context.Fail($"names of programs have 1 to {longest} letters");
            return 0;
        }
        if (!Clients.TryOpenProcesses(context, out ProcessesClient processes)) return 0;
        Status status = processes.Start(name, 0, default, out uint number);
        processes.Dispose();
        if (status != Status.Ok) context.Fail(status == Status.BadArgument ? $"there is no program '{program}'" : $"'{program}' cannot be started: {status}");
        return number;
    }

    /// <summary>What was there when somebody last looked.</summary>
    private readonly record struct Sample(string Kind, ulong Badge, string Name, ulong Memory, ulong TimeNs);

    private const int FirstMs = 250;

    /// <summary>Services and programs, those first that work most, again and again, until q or Ctrl-C; once, if the output is no terminal.</summary>
    /// <param name="every">the time between</param>
    /// <example>top(5.s)</example>
    [Command]
    public static void Top(CommandContext context, TimeSpan every)
    {
        RecordType type = context.Session.Names.Commands.Records["activity"];
        ListType list = new(type);
        List<Sample> before = Look(context, out ulong beforeNs);
        if (!context.TrySleep(TimeSpan.FromMilliseconds(FirstMs))) return;
        LiveView.Run(context, every, output =>
        {
            List<Sample> now = Look(context, out ulong nowNs);
            if (context.IsEnding) return false;
            Value[] rows = RowsOf(before, now, nowNs - beforeNs).ConvertAll(static row => ExportedCommands.MakeActivity(row)).ToArray();
            (before, beforeNs) = (now, nowNs);
            Presenter.Show(context, output, Value.FromObject(new ListValue(rows)), list);
            return true;
        });
    }

    /// <summary>As top(every), every two seconds.</summary>
    /// <example>top()</example>
    [Command("top")]
    public static void TopUsually(CommandContext context) => Top(context, TimeSpan.FromSeconds(2));

    private static List<Sample> Look(CommandContext context, out ulong atNs)
    {
        List<Sample> samples = [];
        foreach (ServiceInfo service in Clients.Services(context))
            if (service.State == ServiceState.Running) samples.Add(new("service", service.Badge, Clients.TextOf(service.Name), service.MemoryBytes, service.TimeNs));
        if (!context.IsEnding)
            foreach (ProcessInfo program in Clients.Programs(context))
                if (!program.HasEnded) samples.Add(new("program", program.Badge, Clients.TextOf(program.Name), program.MemoryBytes, program.TimeNs));
        atNs = Clock.Now;
        return samples;
    }

    private static List<Activity> RowsOf(List<Sample> before, List<Sample> now, ulong lastedNs)
    {
        List<Activity> rows = [];
        foreach (Sample sample in now)
        {
            ulong earlier = 0;
            foreach (Sample old in before) if (old.Badge == sample.Badge && old.TimeNs <= sample.TimeNs) earlier = old.TimeNs;
            double percent = lastedNs == 0 ? 0 : Math.Round(1000.0 * (sample.TimeNs - earlier) / lastedNs) / 10;
            rows.Add(new Activity(sample.Kind, sample.Name, percent, sample.Memory, sample.TimeNs));
        }
        rows.Sort(static (left, right) => right.Percent != left.Percent ? right.Percent.CompareTo(left.Percent) : string.CompareOrdinal(left.Name, right.Name));
        return rows;
    }
}
