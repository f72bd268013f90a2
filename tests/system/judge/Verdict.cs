using System;

namespace Diesis.Tests.Systems;

/// <summary>Notes which claims hold, and tells them in the words of the tests inside the kernel (<c>tests/framework/TestRunner.cs</c>).</summary>
internal sealed class Verdict
{
    private int _passed, _failed;

    /// <param name="why">What was not so, if it does not hold.</param>
    public void Check(string name, Func<bool> holds, Func<string?>? why = null)
    {
        Console.WriteLine($"[test] begin SystemTests.{name}");
        bool does = holds();
        Console.WriteLine(does ? $"[test] pass SystemTests.{name}" : $"[test] fail SystemTests.{name}: {why?.Invoke() ?? "it does not hold"}");
        if (does) _passed++;
        else _failed++;
    }

    /// <returns>How many do not hold.</returns>
    public int Close()
    {
        Console.WriteLine($"[test] done {_passed} passed, {_failed} failed");
        return _failed;
    }
}
