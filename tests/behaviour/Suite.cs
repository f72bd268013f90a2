namespace Diesis.Tests.Behaviour;

/// <summary>
/// What programs may expect of the core library, asked of whatever core library this is compiled against. The same
/// sources run over .NET on the host and over ours in the guest.
/// </summary>
internal static partial class Suite
{
    /// <summary>What can be asked without a heap, and so inside the kernel.</summary>
    public static void RunCore(ref Transcript transcript)
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
        transcript.Begin("Interpolation");
        InterpolationTests.Run(ref transcript);
        transcript.Begin("Atomics");
        AtomicsTests.Run(ref transcript);
        transcript.End();
    }
}
