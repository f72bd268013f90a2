using System;
using System.Linq;
using System.Text;
using Diesis.Abi;

namespace Diesis.Tests.Framework;

/// <summary>
/// Runs the catalog in the first process and reports by the kernel's log, in the words of the tests inside the kernel
/// (<c>tests/framework/TestRunner.cs</c>), with one more for what is too long for a line:
/// <code>
/// [test] part TEXT                               the beginning of what the next line says, or goes on with
/// </code>
/// </summary>
internal static class ProgramTestRunner
{
    private const uint Succeeded = 0;
    private const uint Failed = 1;

    /// <summary>What the kernel's log takes at once.</summary>
    private const int LongestLine = 256;

    /// <summary>
    /// Runs what the words ask for, and ends the machine: <c>test=NAME</c> one test, <c>tests=TEXT</c> those whose names contain it, nothing
    /// all of them that do not end the process.
    /// </summary>
    public static void Run(string[] args)
    {
        string? wanted = ValueOf(args, "test="), filter = ValueOf(args, "tests=");
        int passed = 0, failed = 0;
        for (int i = 0; i < TestCatalog.Count; i++)
        {
            if (filter != null && !NameOf(i).Contains(filter)) continue;
            bool isSeparate = !TestCatalog.ReportExpectedOf(i).IsEmpty;
            if (wanted == null && isSeparate) Write($"separate {NameOf(i)} expects {TextOf(TestCatalog.ReportExpectedOf(i))}");
            if (wanted == null ? isSeparate : wanted != NameOf(i)) continue;
            if (RunOne(i)) passed++;
            else failed++;
        }
        if (wanted != null && passed + failed == 0) Write($"unknown {wanted}");
        Write($"done {passed} passed, {failed} failed");
        _ = Kernel.PowerOff(Startup.Block.System, failed == 0 && passed != 0 ? Succeeded : Failed);
    }

    /// <summary>Hands on what a test found, for the host to judge.</summary>
    public static void Say(ReadOnlySpan<byte> said)
    {
        const int longest = LongestLine - 16;
        string text = TextOf(said);
        while (text.Length > longest)
        {
            // Spaces at the end of a line are lost.
            int end = longest;
            while (text[end - 1] == ' ') end--;
            Write($"part {text.Substring(0, end)}");
            text = text.Substring(end);
        }
        Write($"says {text}");
    }

    private static bool RunOne(int index)
    {
        Write($"begin {NameOf(index)}");
        Test test = default;
        TestCatalog.Run(index, ref test);
        if (!TestCatalog.ReportExpectedOf(index).IsEmpty) test.Fail("returned, although it should end in a report");
        if (test.HasFailed) Write($"fail {NameOf(index)}: {TextOf(test.Failure)}");
        else Write($"pass {NameOf(index)}");
        return !test.HasFailed;
    }

    private static string? ValueOf(string[] args, string start)
        => args.FirstOrDefault(word => word.StartsWith(start))?.Substring(start.Length);

    private static string NameOf(int index) => TextOf(TestCatalog.NameOf(index));

    /// <summary>Of ASCII.</summary>
    private static string TextOf(ReadOnlySpan<byte> ascii)
    {
        StringBuilder builder = new();
        foreach (byte unit in ascii) _ = builder.Append((char)unit);
        return builder.ToString();
    }

    private static void Write(string text) => Console.WriteLine("[test] " + text);
}
