namespace Diesis.Tests.Systems;

/// <summary>Never works.</summary>
internal static class Program
{
    private static int Main() => 1;
}
