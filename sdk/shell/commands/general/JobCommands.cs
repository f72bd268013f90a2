using System;
using Diesis.Shell.Machine;
using Diesis.Shell.Sessions;

namespace Diesis.Shell.Commands.General;

/// <summary>A job as the shell shows it.</summary>
[ShellRecord]
public sealed class JobRow(ShellJob job)
{
    public int Number => job.Number;
    public JobState State { get; } = job.State;
    public TimeSpan Time => job.Time;
    public string Line => job.Text;
}

/// <summary>Commands about what runs in the background: what ends with <c>&amp;</c>.</summary>
public static class JobCommands
{
    /// <summary>How long a look at a job may be late.</summary>
    private const int LookMs = 50;

    /// <summary>The jobs that run, and those that have ended and that nobody has waited for.</summary>
    /// <example>jobs() | where(j =&gt; j.state == "Running") | count</example>
    [Command]
    public static JobRow[] Jobs(CommandContext context)
    {
        ShellJob[] all = context.Session.Jobs.All();
        JobRow[] rows = new JobRow[all.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = new JobRow(all[i]);
        return rows;
    }

    /// <summary>Waits until a job has ended, and shows its output. It is a failure if the job failed or was cancelled.</summary>
    /// <param name="job">its number, which was shown when it began</param>
    /// <example>1..1000000 | sum &amp;; wait(1)</example>
    [Command]
    public static void Wait(CommandContext context, long job)
    {
        if (Find(context, job) is { } found) WaitFor(context, found);
    }

    /// <summary>Waits for all jobs, as wait does for one.</summary>
    /// <example>for n in 1..3 { sleep(10.ms) &amp; }; wait()</example>
    [Command("wait")]
    public static void WaitForAll(CommandContext context)
    {
        foreach (ShellJob job in context.Session.Jobs.All())
        {
            // One that waits for all does not wait for itself.
            if (context.Session is ShellJob own && own == job) continue;
            if (!WaitFor(context, job)) return;
        }
    }

    private static bool WaitFor(CommandContext context, ShellJob job)
    {
        if (context.Session == job)
        {
            context.Fail("a job cannot wait for itself");
            return false;
        }
        context.BeforeWaiting?.Invoke();
        while (!job.Wait(LookMs)) if (!context.TrySleep(TimeSpan.Zero)) return false;
        context.Output.Write(job.TakeOutput());
        context.Session.Jobs.Forget(job);
        if (job.State == JobState.Done) return true;
        context.Fail(job.State == JobState.Failed ? $"job {job.Number} failed" : $"job {job.Number} was cancelled");
        return false;
    }

    /// <summary>What a job has shown and nobody has looked at yet.</summary>
    /// <param name="job">its number</param>
    /// <example>print("done") &amp;; sleep(10.ms); output(1)</example>
    [Command]
    public static string Output(CommandContext context, long job) => Find(context, job)?.TakeOutput() ?? "";

    /// <summary>Ends a job, also one that waits for a server.</summary>
    /// <param name="job">its number</param>
    /// <example>while true { } &amp;; cancel(1)</example>
    [Command]
    public static void Cancel(CommandContext context, long job) => Find(context, job)?.Cancel();

    private static ShellJob? Find(CommandContext context, long number)
    {
        ShellJob? job = context.Session.Jobs.Find(number);
        if (job is null) context.Fail($"there is no job {number}");
        return job;
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="time">how long</param>
    /// <example>sleep(10.ms)</example>
    [Command]
    public static void Sleep(CommandContext context, TimeSpan time) => _ = context.TrySleep(time);

    /// <summary>What the script that runs was called with; nothing for a line.</summary>
    /// <example>arguments() | join(" ")</example>
    [Command]
    public static string[] Arguments(CommandContext context)
    {
        string[] arguments = new string[context.Session.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = context.Session.Arguments[i];
        return arguments;
    }
}
