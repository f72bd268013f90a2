namespace Diesis.Tools.Testing;

/// <summary>How one test ended.</summary>
/// <param name="Suite">Where it ran.</param>
/// <param name="Failure">What was wrong; null if it passed.</param>
internal sealed record TestResult(string Suite, string Name, string? Failure)
{
    public bool HasPassed => Failure is null;
}
