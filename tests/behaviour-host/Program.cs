namespace Diesis.Tests.Behaviour;

/// <summary>Writes to its standard output what the suite says over the real .NET: what every other core library is held to.</summary>
// SAFETY: the one pointer is that of a function.
internal static unsafe class Program
{
    private static readonly BufferedStream Output = new(Console.OpenStandardOutput(), 1 << 16);

    private static void Main()
    {
        Transcript transcript = new(&WriteLine);
        Suite.Run(ref transcript);
        Suite.Scale(ref transcript);
        Output.Flush();
    }

    private static void WriteLine(ReadOnlySpan<byte> line)
    {
        Output.Write(line);
        Output.Write("\n"u8);
    }
}
