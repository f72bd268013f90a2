using System;
using System.Runtime.CompilerServices;
using Internal.Runtime.GarbageCollection;

namespace Internal.Runtime;

/// <summary>
/// Static fields that hold references lie in objects of their own, one a type, which are made at the start.
/// </summary>
/// <remarks>
/// The section of these fields is a list of 32-bit distances. Each leads to a word that is to hold the object. Until then
/// it holds two distances: to the type, its low bits saying that the object is still to be made and whether it has
/// contents, and to these contents.
/// </remarks>
internal static unsafe class StaticFields
{
    private const int SectionNumber = 201;
    private const nint IsToBeMade = 1;
    private const nint HasContents = 2;

    public static void Initialize()
    {
        if (!ImageSections.TryFind(SectionNumber, out byte* start, out byte* end)) return;
        for (var entry = (RelativePointer*)start; entry < end; entry++)
            MakeObject((RelativePointer*)RelativePointer.Follow(entry));
    }

    /// <summary>Keeps what these fields refer to.</summary>
    public static void Mark()
    {
        if (!ImageSections.TryFind(SectionNumber, out byte* start, out byte* end)) return;
        for (var entry = (RelativePointer*)start; entry < end; entry++)
            Marker.Mark(*(nuint*)RelativePointer.Follow(entry));
    }

    private static void MakeObject(RelativePointer* place)
    {
        nint type = (nint)RelativePointer.Follow(place);
        if ((type & IsToBeMade) == 0) return;
        var methodTable = (MethodTable*)(type & ~(IsToBeMade | HasContents));
        var fields = Heap.Allocate(methodTable);
        if ((type & HasContents) != 0)
        {
            byte* contents = (byte*)RelativePointer.Follow(place + 1);
            SpanHelpers.Memmove(
                ref Boxes.DataOf(fields), ref *contents, methodTable->BaseSize - MethodTable.HeaderSize);
        }
        *(nint*)place = Unsafe.As<object, nint>(ref fields);
    }
}
