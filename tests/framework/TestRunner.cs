using System;
using Diesis.Abi;
using Diesis.Kernel;

namespace Diesis.Tests.Framework;

/// <summary>
/// Runs the catalog inside the kernel and reports on the debug console, one line an event, each beginning with
/// <c>[test]</c>. <c>tools/diesis</c> reads them:
/// <code>
/// [test] begin NAME
/// [test] says TEXT                               what the test found, for the host to judge
/// [test] pass NAME
/// [test] fail NAME: REASON
/// [test] separate NAME expects "TEXT" "TEXT"     to be run alone, in a machine of its own
/// [test] unknown NAME                            asked for, but not in the catalog
/// [test] done P passed, F failed                 the last line
/// </code>
/// </summary>
internal static partial class TestRunner
{
    private const int Succeeded = 0;
    private const int Failed = 1;

    /// <summary>
    /// Runs what the command line asks for, and ends the emulator's run: <c>test=NAME</c> one test, <c>tests=TEXT</c> those
    /// whose names contain it, nothing all of them.
    /// </summary>
    public static void Run(ReadOnlySpan<byte> commandLine)
    {
        Prepare();
        var wanted = CommandLineOption.ValueOf(commandLine, "test"u8);
        var filter = CommandLineOption.ValueOf(commandLine, "tests"u8);
        int passed = 0, failed = 0;
        for (int i = 0; i < TestCatalog.Count; i++)
        {
            if (!SameText.Contains(TestCatalog.NameOf(i), filter)) continue;
            bool isSeparate = !TestCatalog.ReportExpectedOf(i).IsEmpty;
            if (wanted.IsEmpty && isSeparate) AnnounceSeparate(i);
            if (wanted.IsEmpty ? isSeparate : !SameText.Is(wanted, TestCatalog.NameOf(i))) continue;
            if (RunOne(i)) passed++;
            else failed++;
        }
        if (!wanted.IsEmpty && passed + failed == 0) Write("unknown "u8, wanted);
        WriteDone(passed, failed);
        Machine.ExitEmulator(failed == 0 && passed != 0 ? Succeeded : Failed);
    }

    /// <summary>What the tests of this build need beforehand; most need nothing.</summary>
    static partial void Prepare();

    private static bool RunOne(int index)
    {
        Write("begin "u8, TestCatalog.NameOf(index));
        Test test = default;
        TestCatalog.Run(index, ref test);
        if (!TestCatalog.ReportExpectedOf(index).IsEmpty) test.Fail("returned, although it should end in a report");

        if (test.HasFailed) Write("fail "u8, TestCatalog.NameOf(index), ": "u8, test.Failure);
        else Write("pass "u8, TestCatalog.NameOf(index));
        return !test.HasFailed;
    }

    private static void AnnounceSeparate(int index)
        => Write("separate "u8, TestCatalog.NameOf(index), " expects "u8, TestCatalog.ReportExpectedOf(index));

    private static void WriteDone(int passed, int failed)
    {
        TestLine line = default;
        line.Add("[test] done "u8);
        line.Add((long)passed);
        line.Add(" passed, "u8);
        line.Add((long)failed);
        line.Add(" failed\n"u8);
        Machine.WriteDebugConsole(line.Text);
    }

    /// <summary>One line in one call, so that other cores' lines cannot come in between.</summary>
    private static void Write(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> separator = default, ReadOnlySpan<byte> rest = default)
    {
        TestLine line = default;
        line.Add("[test] "u8);
        line.Add(word);
        line.Add(name);
        line.Add(separator);
        line.Add(rest);
        line.Add("\n"u8);
        Machine.WriteDebugConsole(line.Text);
    }
}
