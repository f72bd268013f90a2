using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

/// <summary>What completion is told.</summary>
public sealed partial class Checker
{
    private readonly Probe? _probe;

    private void TellNames(TextSpan span)
    {
        if (_probe is null || !_probe.IsAt(span) || _probe.Variables.Count > 0) return;
        for (Scope? scope = _scope; scope is not null; scope = scope.Outer) _probe.Variables.AddRange(scope.Variables);
        _probe.Variables.AddRange(_line.Variables.Values);
        foreach (Variable variable in _names.Variables.Values) if (!_line.Variables.ContainsKey(variable.Name)) _probe.Variables.Add(variable);
    }

    private void TellTarget(TextSpan name, ShellType target)
    {
        if (_probe is not null && _probe.IsAt(name)) _probe.Target = target;
    }

    /// <summary>The innermost call is told last, and counts.</summary>
    private void TellCall(CallExpression call, Signature signature)
    {
        if (_probe is not null && call.Span.Start <= _probe.Place && _probe.Place <= call.Span.End && _probe.Place > call.Callee.Span.End) _probe.Called = signature;
    }

    private void TellPiped(TextSpan callee, ShellType left)
    {
        if (_probe is not null && _probe.IsAt(callee)) _probe.Piped = left;
    }
}
