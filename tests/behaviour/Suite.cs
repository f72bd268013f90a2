using Diesis.Tests.Behaviour.Heap;

namespace Diesis.Tests.Behaviour;

/// <summary>
/// What programs may expect of the core library, asked of whatever core library this is compiled against. The same
/// sources run over .NET on the host and over ours in the guest.
/// </summary>
internal static class Suite
{
    public static void Run(ref Transcript transcript)
    {
        transcript.Begin("Bits");
        BitsTests.Run(ref transcript);
        transcript.Begin("Math");
        MathTests.Run(ref transcript);
        transcript.Begin("Parsing");
        ParsingTests.Run(ref transcript);
        transcript.Begin("Formatting");
        FormattingTests.Run(ref transcript);
        transcript.Begin("Spans");
        SpanTests.Run(ref transcript);
        transcript.Begin("Text");
        TextTests.Run(ref transcript);
        transcript.Begin("Interpolation");
        InterpolationTests.Run(ref transcript);
        transcript.Begin("Language");
        LanguageTests.Run(ref transcript);
        transcript.Begin("Atomics");
        AtomicsTests.Run(ref transcript);

        // What needs a heap.
        transcript.Begin("Objects");
        ObjectTests.Run(ref transcript);
        transcript.Begin("Delegates");
        DelegateTests.Run(ref transcript);
        transcript.Begin("Strings");
        StringTests.Run(ref transcript);
        transcript.Begin("Collections");
        CollectionTests.Run(ref transcript);
        transcript.End();
    }
}
