using System.Runtime.InteropServices;
using Internal.Runtime.GarbageCollection;

namespace Internal.Runtime;

/// <summary>Where the references in an object are.</summary>
/// <remarks>
/// In front of a type that has any, towards lower addresses: how many series there are, then each series as its size,
/// less the size of the object, and behind that its offset in the object. A series is adjacent references.
/// <code>
///     -24  size of the first series     -16  its offset     -8  number of series     0  the type
/// </code>
/// A number below zero means an array of structs: at -16 there is the offset of the first reference, and below it, a word
/// for each, the patterns that repeat up to the end of the array: so many references, then so many bytes without.
/// dotnet/runtime, src/coreclr/gc/gcdesc.h.
/// </remarks>
internal unsafe partial struct MethodTable
{
    private const uint HasReferencesFlag = 1 << 24;
    private const uint HasElements = 1u << 31;

    private struct Series
    {
        public nint Size;
        public nint Offset;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Pattern
    {
        public uint References;
        public uint OtherBytes;
    }

    public readonly bool HasReferences => (_flags & HasReferencesFlag) != 0;

    /// <summary>The finalizer, with the object as its argument; zero when there is none.</summary>
    public readonly nint Finalizer
        => (_flags & HasFinalizer) != 0 ? (nint)Distance(CommonDistances + Has(HasInterfaceSlots)) : 0;

    /// <summary>Bytes of an object, those of the word in front of it included.</summary>
    public static nuint SizeOf(byte* target)
    {
        var type = *(MethodTable**)target;
        if ((type->_flags & HasElements) == 0) return type->_baseSize;
        uint length = *(uint*)(target + sizeof(nint));
        return type->_baseSize + (nuint)length * (nuint)type->ElementSize;
    }

    /// <summary>Marks what an object refers to.</summary>
    /// <param name="target">Of a type that has references.</param>
    public static void MarkReferences(byte* target)
    {
        var descriptor = *(nint**)target - 1;
        nint count = *descriptor;
        nuint size = SizeOf(target);
        if (count < 0)
        {
            MarkElements(target, descriptor, size);
            return;
        }
        var series = (Series*)descriptor - 1;
        for (; count > 0; count--, series--)
        {
            byte* start = target + series->Offset;
            Marker.MarkAll((nuint*)start, (nuint*)(start + (series->Size + (nint)size)));
        }
    }

    private static void MarkElements(byte* target, nint* descriptor, nuint size)
    {
        byte* next = target + descriptor[-1];
        byte* end = target + size - sizeof(nint);
        nint count = *descriptor;
        var patterns = (Pattern*)(descriptor - 2);
        while (next < end)
        {
            var pattern = patterns;
            for (nint left = count; left < 0; left++, pattern--)
            {
                byte* gap = next + pattern->References * (nuint)sizeof(nint);
                Marker.MarkAll((nuint*)next, (nuint*)gap);
                next = gap + pattern->OtherBytes;
            }
        }
    }
}
