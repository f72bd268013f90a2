using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>Watches a machine that runs one test alone for the report that the test should end in.</summary>
internal sealed class ExpectedReport(string suite, GuestEvent.Separate test)
{
    private int _found;
    private bool _hasBegun;
    private string? _failure;

    public LineMeaning Read(string line)
    {
        switch (GuestEvent.Parse(line))
        {
            case GuestEvent.Begun: _hasBegun = true; return LineMeaning.Advance;
            case GuestEvent.Failed failed: _failure ??= failed.Reason; return LineMeaning.Advance;
            case GuestEvent.Unknown: _failure ??= "the kernel has no test of this name"; return LineMeaning.Advance;
            case GuestEvent.Done: return LineMeaning.Finish;
        }
        while (_hasBegun && _found < test.Expected.Count
            && line.Contains(test.Expected[_found], StringComparison.Ordinal))
        {
            _found++;
            if (_found == test.Expected.Count) return LineMeaning.Finish;
        }
        return LineMeaning.Nothing;
    }

    public TestResult Close(GuestEnd end)
    {
        var failure = _failure
            ?? (_found == test.Expected.Count ? null
            : $"its console does not show \"{test.Expected[_found]}\".\n{end.Explain(40)}");
        return new TestResult(suite, test.Test, failure);
    }
}
