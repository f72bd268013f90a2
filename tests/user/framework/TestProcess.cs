using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// Runs a test in a process of its own: whatever it breaks, the next begins anew, and when its process is gone, everything that it
/// was charged must be back, to the byte.
/// </summary>
internal static unsafe class TestProcess
{
    private const ulong BudgetBytes = 32 << 20;
    private const uint Priority = 32;
    private const ulong Limit = 20 * World.Second;

    /// <summary>Where the test's process tells what failed; the same address in both.</summary>
    private const ulong ReportAddress = 0x11_0000_0000;

    private struct Report
    {
        public ulong Beats;
        public int Length;
        public TestLine Text;
    }

    /// <summary>Has this process touch pages for the first time that it will have from then on.</summary>
    public static void Rehearse()
    {
        Test test = default;
        RunInProcess(Nothing, ref test);
        World.Sleep(World.Microsecond);
    }

    public static void Run(int index, ref Test test)
    {
        ulong before = World.UsedOf(World.Budget);
        RunInProcess(index, ref test);
        if (!World.Until(&IsUsed, before)) test.Equal(before, World.UsedOf(World.Budget), "the use of the budget afterwards");
    }

    /// <summary>In place of a test's number.</summary>
    private const int Nothing = -1;

    private static bool IsUsed(ulong bytes) => World.UsedOf(World.Budget) == bytes;

    private static void RunInProcess(int index, ref Test test)
    {
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Committed, out Handle<MemoryObject> report))) return;
        ChildProcess child = default;
        if (test.Ok(child.Make(World.Budget, BudgetBytes, Priority)) && test.Ok(child.GiveFile()) && test.Ok(child.GiveMachine())
            && test.Ok(Kernel.Map(child.Space, report, ReportAddress, 0, 1, Protection.ReadWrite))
            && test.Ok(child.Start(&RunHere, unchecked((ulong)index))))
        {
            Report told = default;
            Status end;
            ulong beats;
            do
            {
                beats = told.Beats;
                end = child.AwaitEnd(Limit);
                test.Status(Status.Ok, Kernel.ReadMemory(report, 0, World.BytesOf(ref told)));
            }
            while (end == Status.TimedOut && told.Beats != beats);
            if (told.Length != 0) test.FailAs(told.Text.Text);
            else if (end != Status.Ok) test.Fail("its process does not end");
            else if (child.ExitKind != ExitKind.Returned) test.Fail("its process ended by a fault");
        }
        child.Release();
        _ = Kernel.Release(report);
    }

    /// <summary>In the test's process: a test that takes long tells that it gets on.</summary>
    // SAFETY: whoever started this process has mapped a page of memory there.
    public static void Beat() => ((Report*)ReportAddress)->Beats++;

    /// <summary>In the test's process.</summary>
    private static ulong RunHere(ulong index)
    {
        Test test = default;
        if ((int)index == Nothing) return 0;
        TestCatalog.Run((int)index, ref test);
        // SAFETY: whoever started this process has mapped a page of memory there.
        var report = (Report*)ReportAddress;
        // SAFETY: as above.
        if (test.HasFailed) *report = new() { Length = test.Failure.Length, Text = test.Told };
        return 0;
    }
}
