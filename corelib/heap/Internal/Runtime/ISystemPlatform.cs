using System;

namespace Internal.Runtime;

/// <summary>
/// What programs learn from the system below that is neither memory nor threads. A <c>readonly struct</c> of each target implements it; a
/// <c>global using SystemPlatform = …</c> chooses.
/// </summary>
internal interface ISystemPlatform
{
    /// <summary>Nanoseconds of UTC since 1970. Where nobody has said what time it is, the program ends.</summary>
    static abstract ulong UtcNow { get; }

    /// <summary>Fills a span with bits that nobody can foresee.</summary>
    static abstract void FillRandom(Span<byte> bytes);
}
