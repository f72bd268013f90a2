using Diesis.Tests.Behaviour.Heap;
using Diesis.Tests.Behaviour.Heap.Async;

namespace Diesis.Tests.Behaviour;

/// <summary>
/// What programs may expect of the core library, asked of whatever core library this is compiled against. The same
/// sources run over .NET on the host, and over ours as a Linux program and in the guest.
/// </summary>
internal static class Suite
{
    public static void Run(ref Transcript transcript)
    {
        Bits(ref transcript);
        Math(ref transcript);
        Parsing(ref transcript);
        Formatting(ref transcript);
        Spans(ref transcript);
        Interpolation(ref transcript);
        Atomics(ref transcript);
        Enumerations(ref transcript);
        Guids(ref transcript);
        Utf8Text(ref transcript);
        FloatText(ref transcript);
        FloatMath(ref transcript);
        Text(ref transcript);
        Language(ref transcript);
        Objects(ref transcript);
        Delegates(ref transcript);
        Strings(ref transcript);
        Collections(ref transcript);
        Asynchronous(ref transcript);
        Keeping(ref transcript);
        Reclaiming(ref transcript);
        Threads(ref transcript);
    }

    // One section each; its lines begin with its name.

    public static void Bits(ref Transcript transcript)
    {
        transcript.Begin(nameof(Bits));
        BitsTests.Run(ref transcript);
        HashTests.Run(ref transcript);
        transcript.End();
    }

    public static void Math(ref Transcript transcript)
    {
        transcript.Begin(nameof(Math));
        MathTests.Run(ref transcript);
        transcript.End();
    }

    public static void Parsing(ref Transcript transcript)
    {
        transcript.Begin(nameof(Parsing));
        ParsingTests.Run(ref transcript);
        transcript.End();
    }

    public static void Formatting(ref Transcript transcript)
    {
        transcript.Begin(nameof(Formatting));
        FormattingTests.Run(ref transcript);
        TimeTests.Run(ref transcript);
        TimeParsingTests.Run(ref transcript);
        transcript.End();
    }

    public static void Spans(ref Transcript transcript)
    {
        transcript.Begin(nameof(Spans));
        SpanTests.Run(ref transcript);
        transcript.End();
    }

    public static void Interpolation(ref Transcript transcript)
    {
        transcript.Begin(nameof(Interpolation));
        InterpolationTests.Run(ref transcript);
        transcript.End();
    }

    public static void Atomics(ref Transcript transcript)
    {
        transcript.Begin(nameof(Atomics));
        AtomicsTests.Run(ref transcript);
        transcript.End();
    }

    public static void Enumerations(ref Transcript transcript)
    {
        transcript.Begin(nameof(Enumerations));
        EnumTests.Run(ref transcript);
        EnumParsingTests.Run(ref transcript);
        EnumBoxTests.Run(ref transcript);
        transcript.End();
    }

    public static void Guids(ref Transcript transcript)
    {
        transcript.Begin(nameof(Guids));
        GuidTests.Run(ref transcript);
        GuidStringTests.Run(ref transcript);
        transcript.End();
    }

    public static void Utf8Text(ref Transcript transcript)
    {
        transcript.Begin(nameof(Utf8Text));
        Utf8TextTests.Run(ref transcript);
        transcript.End();
    }

    public static void FloatText(ref Transcript transcript)
    {
        transcript.Begin(nameof(FloatText));
        FloatTextTests.Run(ref transcript);
        transcript.End();
    }

    public static void FloatMath(ref Transcript transcript)
    {
        transcript.Begin(nameof(FloatMath));
        FloatMathTests.Run(ref transcript);
        transcript.End();
    }

    public static void Text(ref Transcript transcript)
    {
        transcript.Begin(nameof(Text));
        TextTests.Run(ref transcript);
        ConvertTests.Run(ref transcript);
        ConvertNumberTests.Run(ref transcript);
        CaseTests.Run(ref transcript);
        EncodingTests.Run(ref transcript);
        StreamTests.Run(ref transcript);
        PathTests.Run(ref transcript);
        transcript.End();
    }

    public static void Language(ref Transcript transcript)
    {
        transcript.Begin(nameof(Language));
        LanguageTests.Run(ref transcript);
        ValueTests.Run(ref transcript);
        GenericMethodTests.Run(ref transcript);
        transcript.End();
    }

    public static void Objects(ref Transcript transcript)
    {
        transcript.Begin(nameof(Objects));
        ObjectTests.Run(ref transcript);
        transcript.End();
    }

    public static void Delegates(ref Transcript transcript)
    {
        transcript.Begin(nameof(Delegates));
        DelegateTests.Run(ref transcript);
        transcript.End();
    }

    public static void Strings(ref Transcript transcript)
    {
        transcript.Begin(nameof(Strings));
        StringTests.Run(ref transcript);
        StringPartTests.Run(ref transcript);
        transcript.End();
    }

    public static void Collections(ref Transcript transcript)
    {
        transcript.Begin(nameof(Collections));
        CollectionTests.Run(ref transcript);
        CollectionExpressionTests.Run(ref transcript);
        ListTests.Run(ref transcript);
        SetTests.Run(ref transcript);
        SortedTests.Run(ref transcript);
        MemoryPartTests.Run(ref transcript);
        LinqTests.Run(ref transcript);
        RandomTests.Run(ref transcript);
        transcript.End();
    }

    public static void Asynchronous(ref Transcript transcript)
    {
        transcript.Begin(nameof(Asynchronous));
        AsyncTests.Run(ref transcript);
        TaskTests.Run(ref transcript);
        CancellationTests.Run(ref transcript);
        ChannelTests.Run(ref transcript);
        TimedTaskTests.Run(ref transcript);
        ParallelTests.Run(ref transcript);
        transcript.End();
    }

    public static void Threads(ref Transcript transcript)
    {
        transcript.Begin(nameof(Threads));
        UniqueTests.Run(ref transcript);
        ThreadTests.Run(ref transcript);
        LockTests.Run(ref transcript);
        EventTests.Run(ref transcript);
        SeveralTests.Run(ref transcript);
        SharedHeapTests.Run(ref transcript);
        transcript.End();
    }

    /// <summary>What the collector has to leave alone.</summary>
    public static void Keeping(ref Transcript transcript)
    {
        transcript.Begin(nameof(Keeping));
        KeepingTests.Run(ref transcript);
        GraphTests.Run(ref transcript, count: 1_000, seed: 1);
        transcript.End();
    }

    /// <summary>What it takes away, and what is told of that.</summary>
    public static void Reclaiming(ref Transcript transcript)
    {
        transcript.Begin(nameof(Reclaiming));
        WeakTests.Run(ref transcript);
        transcript.End();
    }

    /// <summary>Not in <see cref="Run"/>: it takes more memory than guests have.</summary>
    public static void Scale(ref Transcript transcript)
    {
        transcript.Begin(nameof(Scale));
        ScaleTests.Run(ref transcript);
        SharedHeapTests.Run(ref transcript, rounds: 2000);
        transcript.End();
    }
}
