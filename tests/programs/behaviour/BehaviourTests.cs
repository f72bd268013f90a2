using System;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Behaviour;

/// <summary>
/// The suite in a process of ours, one test a section. A test here says what the core library does; whether that is what
/// .NET does is for <c>tools/diesis</c> to judge, which has .NET.
/// </summary>
// SAFETY: the only pointers are those of the functions below, which live as long as the image.
internal static unsafe class BehaviourTests
{
    /// <summary>Less than the suite allocates, so that it has to collect.</summary>
    private const int HeapLimit = 6 << 20;

    [GuestTest]
    internal static void Bits(ref Test test) => Tell(&Suite.Bits);

    [GuestTest]
    internal static void Math(ref Test test) => Tell(&Suite.Math);

    [GuestTest]
    internal static void Parsing(ref Test test) => Tell(&Suite.Parsing);

    [GuestTest]
    internal static void Formatting(ref Test test) => Tell(&Suite.Formatting);

    [GuestTest]
    internal static void Spans(ref Test test) => Tell(&Suite.Spans);

    [GuestTest]
    internal static void Interpolation(ref Test test) => Tell(&Suite.Interpolation);

    [GuestTest]
    internal static void Atomics(ref Test test) => Tell(&Suite.Atomics);

    [GuestTest]
    internal static void Enumerations(ref Test test) => Tell(&Suite.Enumerations);

    [GuestTest]
    internal static void Guids(ref Test test) => Tell(&Suite.Guids);

    [GuestTest]
    internal static void Utf8Text(ref Test test) => Tell(&Suite.Utf8Text);

    [GuestTest]
    internal static void FloatText(ref Test test) => Tell(&Suite.FloatText);

    [GuestTest]
    internal static void FloatMath(ref Test test) => Tell(&Suite.FloatMath);

    [GuestTest]
    internal static void Text(ref Test test) => Tell(&Suite.Text);

    [GuestTest]
    internal static void Language(ref Test test) => Tell(&Suite.Language);

    [GuestTest]
    internal static void Objects(ref Test test) => Tell(&Suite.Objects);

    [GuestTest]
    internal static void Delegates(ref Test test) => Tell(&Suite.Delegates);

    [GuestTest]
    internal static void Strings(ref Test test) => Tell(&Suite.Strings);

    [GuestTest]
    internal static void Collections(ref Test test) => Tell(&Suite.Collections);

    [GuestTest]
    internal static void Asynchronous(ref Test test) => Tell(&Suite.Asynchronous);

    [GuestTest]
    internal static void Keeping(ref Test test) => Tell(&Suite.Keeping);

    [GuestTest]
    internal static void Reclaiming(ref Test test) => Tell(&Suite.Reclaiming);

    [GuestTest]
    internal static void Threads(ref Test test) => Tell(&Suite.Threads);

    private static void Tell(delegate*<ref Transcript, void> section)
    {
        nuint limit = Internal.Runtime.Heap.Limit;
        Internal.Runtime.Heap.Limit = HeapLimit;
        Transcript transcript = new(&ProgramTestRunner.Say);
        section(ref transcript);
        Internal.Runtime.Heap.Limit = limit;
    }
}
