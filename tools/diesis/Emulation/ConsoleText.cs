using System.Text.RegularExpressions;

namespace Diesis.Tools.Emulation;

/// <summary>
/// Text from a serial port, made readable: firmware writes escape sequences to place its text on a screen.
/// </summary>
internal static partial class ConsoleText
{
    public static string Clean(string line) => EscapePattern().Replace(line, "").TrimEnd('\r');

    // ECMA-48, 5.4: control sequences are ESC [ parameters intermediates final; then the other control characters.
    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b.|[\x00-\x08\x0b-\x1f]")]
    private static partial Regex EscapePattern();
}
