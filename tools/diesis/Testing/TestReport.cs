using Spectre.Console;

namespace Diesis.Tools.Testing;

/// <summary>Collects the results of all suites and prints them as they come in.</summary>
internal sealed class TestReport(IAnsiConsole console)
{
    private readonly Lock _lock = new();
    private int _passed;
    private int _failed;

    public bool AllPassed => _failed == 0 && _passed > 0;

    /// <summary>The last line of every test run.</summary>
    public string Closing => $"{_passed} passed, {_failed} failed";

    /// <summary>Adds results and prints each.</summary>
    public void AddAll(IEnumerable<TestResult> results)
    {
        lock (_lock)
        {
            foreach (var result in results)
            {
                Count(result);
                if (result.HasPassed)
                    console.MarkupLineInterpolated($"[green]✓[/] [grey]{result.Suite}[/] {result.Name}");
                else PrintFailure(result);
            }
        }
    }

    /// <summary>Adds the results of a suite; of those that passed, only the number is printed.</summary>
    public void AddSuite(string suite, IReadOnlyList<TestResult> results)
    {
        lock (_lock)
        {
            foreach (var result in results)
            {
                Count(result);
                if (!result.HasPassed) PrintFailure(result);
            }
            var passed = results.Count(result => result.HasPassed);
            console.MarkupLineInterpolated($"[green]✓[/] [grey]{suite}[/] {passed} tests passed");
        }
    }

    private void Count(TestResult result)
    {
        if (result.HasPassed) _passed++;
        else _failed++;
    }

    private void PrintFailure(TestResult result)
    {
        console.MarkupLineInterpolated($"[red]✗[/] [grey]{result.Suite}[/] {result.Name}");
        console.MarkupLineInterpolated($"  [red]{result.Failure!.Replace("\n", "\n  ")}[/]");
    }
}
