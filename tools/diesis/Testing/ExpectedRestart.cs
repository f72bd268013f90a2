using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

/// <summary>Watches a machine that has a single test, which ends in the machine's starting anew.</summary>
internal sealed class ExpectedRestart(string suite)
{
    private const string Unnamed = "the restart";

    private string? _test;
    private string? _failure;
    private bool _hasRestarted;

    public LineMeaning Read(string line)
    {
        switch (GuestEvent.Parse(line))
        {
            case GuestEvent.Begun begun:
                _hasRestarted = _test is not null;
                _test = begun.Test;
                return _hasRestarted ? LineMeaning.Enough : LineMeaning.Advance;
            case GuestEvent.Failed failed:
                _failure ??= failed.Reason;
                return LineMeaning.Finish;
            default:
                return LineMeaning.Nothing;
        }
    }

    public TestResult Close(GuestEnd end) =>
        new(suite, _test ?? Unnamed, _hasRestarted ? null : _failure ?? "the machine did not start anew.\n" + end.Explain(40));
}
