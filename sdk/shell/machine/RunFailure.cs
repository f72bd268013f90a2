using System.Text;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Machine;

/// <summary>Why a line ended before its end.</summary>
public sealed class RunFailure(SourceText source, Problem problem, string trace, bool isCancelled)
{
    public SourceText Source { get; } = source;
    public Problem Problem { get; } = problem;

    /// <summary>Which functions called each other on the way there, a line each.</summary>
    public string Trace { get; } = trace;

    /// <summary>Somebody did not want it any more.</summary>
    public bool IsCancelled { get; } = isCancelled;

    public string Show() => IsCancelled ? "cancelled\n" : new StringBuilder(Problem.Show(Source)).Append('\n').Append(Trace).ToString();
}
