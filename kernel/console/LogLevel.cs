namespace Diesis.Kernel.Console;

/// <summary>How much a log line matters: its colour on the screen.</summary>
public enum LogLevel : byte
{
    Debug,
    Information,
    Warning,
    Error,
}
