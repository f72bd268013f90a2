using Diesis.Tests.Framework;

namespace Diesis.Tests.Behaviour;

/// <summary>Sections of the suite once more, with a collection at every allocation: what was forgotten to be marked shows at once.</summary>
/// <remarks>Each is named like its section, by which it is held to .NET. They are of those that leave nothing behind, so that they can run twice.</remarks>
// SAFETY: the only pointers are those of the functions below, which live as long as the image.
internal static unsafe class StressTests
{
    [GuestTest]
    internal static void Collections(ref Test test) => Tell(&Suite.Collections);

    [GuestTest]
    internal static void Collector(ref Test test) => Tell(&Suite.Collector);

    private static void Tell(delegate*<ref Transcript, void> section)
    {
        Internal.Runtime.Heap.IsStressed = true;
        Transcript transcript = new(&ProgramTestRunner.Say);
        section(ref transcript);
        Internal.Runtime.Heap.IsStressed = false;
    }
}
