namespace System.Threading;

/// <summary>Is canceled when one of several tokens is.</summary>
internal sealed class LinkedTokenSource : CancellationTokenSource
{
    private readonly CancellationTokenRegistration[] _registrations;

    public LinkedTokenSource(ReadOnlySpan<CancellationToken> tokens)
    {
        _registrations = new CancellationTokenRegistration[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
            _registrations[i] = tokens[i].UnsafeRegister(static source => ((LinkedTokenSource)source!).Cancel(), this);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var registration in _registrations) registration.Dispose();
        base.Dispose(disposing);
    }
}
