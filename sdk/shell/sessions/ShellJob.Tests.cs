using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Shell.Sessions;

public sealed class ShellJobTests
{
    private readonly TextOutput _output = new();
    private readonly ShellSession _session;

    public ShellJobTests() => _session = new ShellSession(ExportedCommands.MakeTable(), _output);

    private string Run(string line, RunStatus expected = RunStatus.Ok)
    {
        RunStatus status = _session.Run(line);
        string output = _output.Take();
        Assert.True(status == expected, $"{status}: {output}");
        return output;
    }

    [Fact]
    public void WhatEndsWithAnAmpersandRunsInTheBackground()
    {
        Assert.Equal("[1] 1..100 | sum\n", Run("1..100 | sum &"));
        Assert.Equal("5050\n", Run("wait(1)"));
        Assert.Equal("", Run("jobs()"));
        Assert.Contains("there is no job 1", Run("wait(1)", RunStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public void AJobHasCopiesOfVariablesAndFunctions()
    {
        Run("let size = 3; var changes = 1; fn times(x: int) = x * changes");
        Assert.Equal("[1] { sleep(50.ms); print($\"{size} {changes} {times(2)} {here}\") }\n", Run("for here in [7] { { sleep(50.ms); print($\"{size} {changes} {times(2)} {here}\") } & }"));
        Run("changes = 100; let size = \"another\"; fn times(x: int) = 0");
        Assert.Equal("3 1 2 7\n", Run("wait(1)"));
    }

    [Theory]
    [InlineData("var x = 1; { x = 2 } &", "a job has a copy of 'x'")]
    [InlineData("let x = 1 &", "only what is done can run in the background")]
    [InlineData("fn f(x: int) = x & ", "only what is done can run in the background")]
    [InlineData("1 & 2", "'2' is not expected here")]
    [InlineData("print(1 & 2)", "')' is missing here")]
    [InlineData("while true { break & }", "only what is done can run in the background")]
    public void WhatCannotBeAJobIsSaid(string line, string message) => Assert.Contains(message, Run(line, RunStatus.Wrong), StringComparison.Ordinal);

    [Fact]
    public void JobsAreCancelled()
    {
        Run("while true { } &; 1.. | each(x => { }) &; sleep(1.h) &");
        Assert.Equal("3\n", Run("jobs() | where(j => j.state == \"Running\") | count"));
        Run("cancel(1); cancel(2); cancel(3)");
        for (int job = 1; job <= 3; job++) Assert.Contains($"job {job} was cancelled", Run($"wait({job})", RunStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public void AJobThatFailsSaysWhere()
    {
        Run("let zero = 0\n1 / zero &");
        string output = Run("wait(1)", RunStatus.Failed);
        Assert.Contains("error: division by zero\n  line 2: 1 / zero &\n", output, StringComparison.Ordinal);
        Assert.Contains("job 1 failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void OutputIsKeptUntilSomebodyLooks()
    {
        Run("{ print(\"a\"); sleep(1.h) } &");
        string seen = "";
        while (seen == "") seen = Run("output(1) | lines");
        Assert.Equal("a\n", seen);
        Assert.Equal("", Run("output(1) | lines"));
        Run("cancel(1)");
        Run("1..100000 | each(x => print(\"0123456789\")) &");
        Assert.EndsWith("… the rest was not kept\n", Run("wait(2)"), StringComparison.Ordinal);
    }

    [Fact]
    public void ThereAreNotAnyNumberOfThem()
    {
        Assert.Contains("16 jobs run already", Run("for n in 1..17 { sleep(1.h) & }", RunStatus.Failed), StringComparison.Ordinal);
        Run("for n in 1..16 { cancel(n) }");
        _ = _session.Run("wait()");
        foreach (ShellJob job in _session.Jobs.All()) Assert.True(job.Wait(60_000));
        _output.Take();
        // Of those that nobody waits for not all are kept.
        for (int i = 0; i < 100; i++)
        {
            Run("1 &");
            foreach (ShellJob job in _session.Jobs.All()) Assert.True(job.Wait(60_000));
        }
        Assert.InRange(_session.Jobs.All().Length, 10, 81);
    }

    [Fact]
    public async Task WaitingIsCancelledAndTheJobGoesOn()
    {
        Run("sleep(1.h) &");
        Task<RunStatus> waiting = Task.Run(() => _session.Run("wait(1)"));
        while (await Task.WhenAny(waiting, Task.Delay(1)) != waiting) _session.Cancel();
        Assert.Equal(RunStatus.Cancelled, await waiting);
        Assert.Equal(JobState.Running, _session.Jobs.Find(1)!.State);
        _session.Jobs.CancelAll();
        Assert.True(_session.Jobs.Find(1)!.Wait(60_000));
    }

    [Fact]
    public void AJobOfAJobIsOneOfTheSession()
    {
        Run("{ print(\"inner\") & } &");
        Assert.True(_session.Jobs.Find(1)!.Wait(60_000));
        Assert.Equal("[2] print(\"inner\")\n", Run("wait(1)"));
        Assert.Equal("inner\n", Run("wait(2)"));
        Run("wait(3) &");
        Assert.Contains("a job cannot wait for itself", Run("wait(3)", RunStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public void ExitEndsAJobAlone()
    {
        Run("{ exit(3); print(\"behind\") } &");
        Assert.Equal("", Run("wait(1)"));
        Assert.False(_session.IsOver);
    }

    /// <summary>A thread that waits in the system, as the shell's process has it.</summary>
    private sealed class Waits : IThreadWaits
    {
        public object Current => Thread.CurrentThread;
        public void Break(object thread) => ((Thread)thread).Interrupt();
    }

    [Fact]
    public void WhoWaitsForSomebodyIsWokenUntilItEnds()
    {
        LineCancellation cancellation = new(new Waits());
        using ManualResetEventSlim isReady = new();
        int interrupts = 0;
        Thread thread = new(() =>
        {
            cancellation.Begin();
            isReady.Set();
            // The first time it was only about to wait, say.
            while (interrupts < 3)
            {
                try { Thread.Sleep(Timeout.Infinite); }
                catch (ThreadInterruptedException) { interrupts++; }
            }
            cancellation.End();
        });
        thread.Start();
        isReady.Wait();
        cancellation.Ask();
        Assert.True(thread.Join(60_000));
        Assert.True(cancellation.IsAsked);
        Assert.Equal(3, interrupts);
    }
}
