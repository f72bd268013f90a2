using System.Globalization;
using System.Text;

namespace Diesis.Tests.Behaviour;

/// <summary>What the suite says over the real .NET: what every other core library is held to.</summary>
public static unsafe class HostTranscript
{
    [ThreadStatic]
    private static List<string>? _lines;

    public static IReadOnlyList<string> Write()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            _lines = [];
            Transcript transcript = new(&Add);
            Suite.Run(ref transcript);
            return _lines;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            _lines = null;
        }
    }

    private static void Add(ReadOnlySpan<byte> line) => _lines!.Add(Encoding.ASCII.GetString(line));
}
