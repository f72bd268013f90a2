using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Boot.Limine;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>
/// Finds the requests in a kernel's image as loaded, before it runs. Limine Boot Protocol, "Requests Delimiters",
/// "Base Revisions" and "Request".
/// </summary>
/// <remarks>
/// Invariants: the range searched lies inside the image; no request of it occurs twice; what
/// <see cref="Find{TRequest}"/> returns lies wholly inside the image.
/// </remarks>
public readonly ref struct LimineRequestIndex
{
    private const int Step = sizeof(ulong);
    private const int RequestHead = 6 * Step;

    private readonly Span<byte> _image;
    private readonly int _start;
    private readonly int _end;
    private readonly int _revision;

    private LimineRequestIndex(Span<byte> image, int start, int end, int revision)
    {
        _image = image;
        _start = start;
        _end = end;
        _revision = revision;
    }

    /// <summary>The base revision asked for.</summary>
    public ulong RequestedRevision => Revision.Word2;

    /// <summary>The base revision that this loader goes by.</summary>
    public ulong ServedRevision => Math.Min(RequestedRevision, LimineProtocol.NewestRevision);

    private ref LimineBaseRevision Revision
        => ref MemoryMarshal.AsRef<LimineBaseRevision>(_image.Slice(_revision));

    public static bool TryRead(Span<byte> image, out LimineRequestIndex index, out Problem problem)
    {
        FindRange(image, out int start, out int end);
        index = new(image, start, end, -1);
        int revision = index.IndexOf(LimineProtocol.BaseRevision0, LimineProtocol.BaseRevision1, start);
        if (revision < 0 || revision > image.Length - Unsafe.SizeOf<LimineBaseRevision>())
        {
            problem = Problem.Because("is no kernel for the Limine boot protocol: it states no base revision"u8);
            return false;
        }
        index = new(image, start, end, revision);
        problem = index.Check();
        return problem.IsNone;
    }

    /// <summary>
    /// The request of that feature, to be answered in place; a null reference when the kernel has none.
    /// </summary>
    public ref TRequest Find<TRequest>(LimineFeature feature) where TRequest : struct
    {
        int place = Find(feature, _start);
        if (place < 0 || place > _image.Length - Unsafe.SizeOf<TRequest>()) return ref Unsafe.NullRef<TRequest>();
        return ref MemoryMarshal.AsRef<TRequest>(_image.Slice(place));
    }

    /// <summary>Tells the kernel by which revision it was loaded.</summary>
    public void AnswerRevision()
    {
        ref LimineBaseRevision tag = ref Revision;
        ulong served = ServedRevision;
        tag.Word1 = served;
        if (served == tag.Word2) tag.Word2 = 0;
    }

    private Problem Check()
    {
        if (RequestedRevision < LimineProtocol.OldestServedRevision)
            return Problem.Because("wants a base revision of the Limine boot protocol below 3"u8);
        if (IndexOf(LimineProtocol.BaseRevision0, LimineProtocol.BaseRevision1, _revision + Step) >= 0)
            return Problem.Because("states its base revision twice"u8);
        for (int place = NextRequest(_start); place >= 0; place = NextRequest(place + Step))
        {
            if (place > _image.Length - RequestHead) return Problem.Because("ends within a request"u8);
            if (Find(FeatureAt(place), place + Step) >= 0) return Problem.Because("makes a request twice"u8);
        }
        return Problem.None;
    }

    /// <summary>From behind the last start marker to the first end marker after it, or all there is.</summary>
    private static void FindRange(ReadOnlySpan<byte> image, out int start, out int end)
    {
        start = 0;
        for (int i = 0; i + 4 * Step <= image.Length; i += Step)
        {
            ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(image.Slice(i, 4 * Step));
            if (words[0] == LimineProtocol.StartMarker0 && words[1] == LimineProtocol.StartMarker1
                && words[2] == LimineProtocol.StartMarker2 && words[3] == LimineProtocol.StartMarker3)
                start = i + 4 * Step;
        }
        for (end = start; end + 2 * Step <= image.Length; end += Step)
        {
            ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(image.Slice(end, 2 * Step));
            if (words[0] == LimineProtocol.EndMarker0 && words[1] == LimineProtocol.EndMarker1) return;
        }
        end = image.Length;
    }

    private int IndexOf(ulong first, ulong second, int from)
    {
        for (int i = from; i + 2 * Step <= _end; i += Step)
        {
            ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(_image.Slice(i, 2 * Step));
            if (words[0] == first && words[1] == second) return i;
        }
        return -1;
    }

    private int NextRequest(int from) => IndexOf(LimineProtocol.Feature0, LimineProtocol.Feature1, from);

    private int Find(LimineFeature feature, int from)
    {
        for (int place = NextRequest(from); place >= 0; place = NextRequest(place + Step))
            if (place <= _image.Length - RequestHead && FeatureAt(place) == feature) return place;
        return -1;
    }

    private LimineFeature FeatureAt(int place) => MemoryMarshal.Read<LimineFeature>(_image.Slice(place));
}
