using Diesis.Tests.Framework;

namespace Diesis.Tests.Behaviour;

/// <summary>A section of the suite once more, with a collection at every allocation: what was forgotten to be marked shows at once.</summary>
/// <remarks>Named like its section, by which it is held to .NET. It is one that leaves nothing behind, so that it can run twice.</remarks>
// SAFETY: the only pointers are those of the functions below, which live as long as the image.
internal static unsafe class StressTests
{
    [GuestTest]
    internal static void Collections(ref Test test) => Tell(&Suite.Collections);

    private static void Tell(delegate*<ref Transcript, void> section)
    {
        Internal.Runtime.Heap.IsStressed = true;
        Transcript transcript = new(&ProgramTestRunner.Say);
        section(ref transcript);
        Internal.Runtime.Heap.IsStressed = false;
    }
}
