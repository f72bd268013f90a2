using System;

namespace Diesis.Boot;

/// <summary>
/// Why something could not be done, as the end of a sentence that begins with what it was done to; or nothing, when it
/// could. The texts are literals of the image or parts of the file that is spoken of, so it costs no memory.
/// </summary>
public readonly ref struct Problem
{
    private Problem(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> reason)
    {
        Subject = subject;
        Reason = reason;
    }

    public static Problem None => default;

    /// <summary>The offending piece of text, to be quoted in front of the reason; may be empty.</summary>
    public ReadOnlySpan<byte> Subject { get; }

    public ReadOnlySpan<byte> Reason { get; }

    public bool IsNone => Reason.IsEmpty;

    public static Problem Because(ReadOnlySpan<byte> reason) => new(default, reason);

    public static Problem With(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> reason) => new(subject, reason);
}
