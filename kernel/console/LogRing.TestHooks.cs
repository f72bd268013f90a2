namespace Diesis.Kernel.Console;

/// <summary>What tests look at from outside, when no core runs any more.</summary>
public readonly unsafe partial struct LogRing
{
    /// <summary>How many lines were put in and not taken out.</summary>
    internal ulong Waiting => Put - Taken;

    /// <summary>How many lines were lost and nobody was told.</summary>
    internal ulong Untold => DroppedWord - Told;
}
