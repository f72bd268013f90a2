using Diesis.Tests.Behaviour.Heap;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Behaviour;

/// <summary>Sections of the suite once more, with a collection at every allocation: what was forgotten to be marked shows at once.</summary>
/// <remarks>
/// Named like their sections, by which they are held to .NET. They are some that leave nothing behind, so that they can run twice, and that tell only of what
/// has to be kept: when what nobody needs goes depends on what happens to lie on stacks.
/// </remarks>
// SAFETY: the only pointers are those of the functions below, which live as long as the image.
internal static unsafe class StressTests
{
    /// <summary>Each allocation stops the threads of all cores, which takes long on an emulator.</summary>
    private const int Rounds = 6;

    [GuestTest]
    internal static void Collections(ref Test test) => Tell(&Suite.Collections);

    [GuestTest]
    internal static void Keeping(ref Test test)
    {
        int usual = KeepingTests.Rounds;
        KeepingTests.Rounds = Rounds;
        Tell(&Suite.Keeping);
        KeepingTests.Rounds = usual;
    }

    private static void Tell(delegate*<ref Transcript, void> section)
    {
        Internal.Runtime.Heap.IsStressed = true;
        Transcript transcript = new(&ProgramTestRunner.Say);
        section(ref transcript);
        Internal.Runtime.Heap.IsStressed = false;
    }
}
