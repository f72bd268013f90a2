using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>Follows the console of one machine that runs tests, and says what became of them.</summary>
/// <param name="judge">Given a test that the kernel passed and what it said meanwhile: what is wrong with that, or null.
/// </param>
internal sealed class GuestTranscript(string suite, Func<string, IReadOnlyList<string>, string?>? judge = null)
{
    private readonly List<TestResult> _results = [];
    private readonly List<GuestEvent.Separate> _separate = [];
    private readonly List<string> _said = [];
    private string _part = "";
    private int _passed;
    private int _taken;
    private string? _running;
    private GuestEvent.Done? _done;

    public string Suite => suite;

    public IReadOnlyList<GuestEvent.Separate> Separate => _separate;

    public IReadOnlyList<TestResult> Results => _results;

    /// <summary>The results that have come since the last call.</summary>
    public IReadOnlyList<TestResult> TakeResults()
    {
        var from = _taken;
        _taken = _results.Count;
        return _results[from..];
    }

    /// <summary>Takes in a line of the console.</summary>
    public LineMeaning Read(string line)
    {
        switch (GuestEvent.Parse(line))
        {
            case GuestEvent.Begun begun: Begin(begun.Test); return LineMeaning.Advance;
            case GuestEvent.SaidPart part: _part += part.Text; return LineMeaning.Advance;
            case GuestEvent.Said said: Say(said.Text); return LineMeaning.Advance;
            case GuestEvent.Passed passed: Pass(passed.Test); return LineMeaning.Advance;
            case GuestEvent.Failed failed: End(failed.Test, failed.Reason); return LineMeaning.Advance;
            case GuestEvent.Unknown unknown: End(unknown.Test,
                "the kernel has no test of this name"); return LineMeaning.Advance;
            case GuestEvent.Separate separate: _separate.Add(separate); return LineMeaning.Advance;
            case GuestEvent.Done done: _done = done; return LineMeaning.Finish;
            default: return LineMeaning.Nothing;
        }
    }

    /// <summary>To be called when the machine has ended: what it did not say itself becomes a failure.</summary>
    public void Close(GuestEnd end)
    {
        var test = _running ?? "the test run";
        if (end.Hang is not null) End(test, "the machine does not get any further.\n" + end.Explain(30));
        else if (_done is null) End(test, Explain(end));
        else if (end.ExitCode is null) End("the test run", "the machine went on after the last test");
        else if (_done.PassedCount != _passed || _done.FailedCount != _results.Count - _passed)
        {
            End("the test run",
                $"the kernel counted {_done.PassedCount} passed and {_done.FailedCount} failed; its console, others");
        }
    }

    private void Begin(string test)
    {
        _running = test;
        _said.Clear();
        _part = "";
    }

    private void Say(string text)
    {
        _said.Add(_part + text);
        _part = "";
    }

    private void Pass(string test)
    {
        _passed++;
        End(test, judge?.Invoke(test, _said));
    }

    private void End(string test, string? failure)
    {
        _running = null;
        _results.Add(new TestResult(suite, test, failure));
    }

    private static string Explain(GuestEnd end) =>
        $"the machine ended (exit code {end.ExitCode}) in the middle of the tests.\n{end.Explain(30)}";
}
