using System;
using Diesis.Abi;
using Diesis.Tests.User;

namespace Diesis.Tests.Framework;

/// <summary>
/// Runs the catalog in the first process and reports by the kernel's log, in the words of the tests inside the kernel
/// (<c>tests/framework/TestRunner.cs</c>).
/// </summary>
internal static class UserTestRunner
{
    private const uint Succeeded = 0;
    private const uint Failed = 1;

    /// <summary>What <c>WriteLog</c> takes.</summary>
    private const int LongestLine = 256;

    /// <summary>
    /// Runs what the command line asks for, and ends the machine: <c>test=NAME</c> one test, <c>tests=TEXT</c> those whose
    /// names contain it, nothing all of them.
    /// </summary>
    public static void Run()
    {
        var wanted = CommandLineOption.ValueOf(Startup.CommandLine, "test"u8);
        var filter = CommandLineOption.ValueOf(Startup.CommandLine, "tests"u8);
        int passed = 0, failed = 0;
        TestProcess.Rehearse();
        for (int i = 0; i < TestCatalog.Count; i++)
        {
            if (!SameText.Contains(TestCatalog.NameOf(i), filter)) continue;
            if (!wanted.IsEmpty && !SameText.Is(wanted, TestCatalog.NameOf(i))) continue;
            if (!TestCatalog.MachineFor(i).IsEmpty && !CommandLineOption.HasWord(Startup.CommandLine, TestCatalog.MachineFor(i))) continue;
            if (RunOne(i)) passed++;
            else failed++;
        }
        if (!wanted.IsEmpty && passed + failed == 0) Write("unknown "u8, wanted);
        WriteDone(passed, failed);
        _ = Kernel.PowerOff(Startup.Block.System, failed == 0 && passed != 0 ? Succeeded : Failed);
    }

    private static bool RunOne(int index)
    {
        Write("begin "u8, TestCatalog.NameOf(index));
        Test test = default;
        TestProcess.Run(index, ref test);
        if (test.HasFailed) Write("fail "u8, TestCatalog.NameOf(index), ": "u8, test.Failure);
        else Write("pass "u8, TestCatalog.NameOf(index));
        return !test.HasFailed;
    }

    private static void WriteDone(int passed, int failed)
    {
        TestLine line = default;
        line.Add("[test] done "u8);
        line.Add((long)passed);
        line.Add(" passed, "u8);
        line.Add((long)failed);
        line.Add(" failed"u8);
        Log(ref line);
    }

    private static void Write(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> separator = default, ReadOnlySpan<byte> rest = default)
    {
        TestLine line = default;
        line.Add("[test] "u8);
        line.Add(word);
        line.Add(name);
        line.Add(separator);
        line.Add(rest);
        Log(ref line);
    }

    private static void Log(ref TestLine line)
        => _ = Kernel.WriteLog(Startup.Block.System, line.Text.Slice(0, Math.Min(line.Text.Length, LongestLine)));
}
