using System;
using Diesis.Machines;
using Diesis.Tests.Behaviour;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Guest;

/// <summary>The core library does in the kernel, on this architecture, what .NET does on the host.</summary>
// SAFETY: the only pointers are those of the two functions below, which live as long as the image.
internal static unsafe class BehaviourTests
{
    [GuestTest]
    internal static void TheCoreLibraryBehavesAsDotNetDoes(ref Test test)
    {
        Transcript transcript = new(&Ignore);
        Suite.RunCore(ref transcript);
        test.Equal(Expected.CoreFingerprint, transcript.Fingerprint);
        if (!test.HasFailed) return;

        // Which line it is shows when these are compared with the host's.
        Transcript told = new(&Tell);
        Suite.RunCore(ref told);
    }

    private static void Ignore(ReadOnlySpan<byte> line) { }

    private static void Tell(ReadOnlySpan<byte> line)
    {
        Machine.WriteDebugConsole(line);
        Machine.WriteDebugConsole("\n"u8);
    }
}
