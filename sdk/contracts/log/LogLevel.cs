namespace Diesis.Contracts.Log;

/// <summary>How much a line of the log matters.</summary>
public enum LogLevel : byte
{
    /// <summary>For who looks for a fault.</summary>
    Trace,

    /// <summary>Something happened that belongs to the normal course of things.</summary>
    Information,

    /// <summary>Something is not as it should be, and was dealt with.</summary>
    Warning,

    /// <summary>Something did not work.</summary>
    Error,
}
