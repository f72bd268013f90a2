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

    public static ulong ExpectedCoreFingerprint => Expected.CoreFingerprint;

    /// <summary>Of the part of the suite that needs no heap, over .NET.</summary>
    public static ulong CoreFingerprint()
    {
        Transcript transcript = new(&Ignore);
        Suite.RunCore(ref transcript);
        return transcript.Fingerprint;

        static void Ignore(ReadOnlySpan<byte> line) { }
    }

    private static void Add(ReadOnlySpan<byte> line) => _lines!.Add(Encoding.ASCII.GetString(line));
}
