namespace Diesis.Services;

/// <summary>
/// What a program is handed when it is started, as one value: a struct without references. It and whoever starts it have the type in common, so
/// nothing is parsed.
/// </summary>
public interface IProgramArguments
{
    /// <summary>A number of its own, by which neither side takes it for another.</summary>
    static abstract ulong Type { get; }
}
