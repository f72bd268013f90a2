using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>
/// Static fields that hold references lie in objects of their own, one a type, which are made at the start.
/// </summary>
/// <remarks>
/// The compiler's header of the image lists its sections: 16 bytes, with the number of sections at 12 and the size of
/// an entry at 14, then entries of number, flags, start and end. The section of these fields is a list of 32-bit
/// distances. Each leads to a word that is to hold the object, and holds two distances until then: to the type, its low
/// bits saying that the object is still to be made and whether it has contents, and to these contents.
/// </remarks>
internal static unsafe class StaticFields
{
    private const int SectionNumber = 201;
    private const int SectionCountOffset = 12;
    private const int SectionsOffset = 16;
    private const nint IsToBeMade = 1;
    private const nint HasContents = 2;

    private struct Section
    {
        public int Number;
        public int Flags;
        public byte* Start;
        public byte* End;
    }

    [RuntimeImport("*", "DiesisImageHeader"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* ImageHeader();

    public static void Initialize()
    {
        byte* header = ImageHeader();
        int count = *(ushort*)(header + SectionCountOffset);
        var sections = (Section*)(header + SectionsOffset);
        for (int i = 0; i < count; i++)
        {
            if (sections[i].Number != SectionNumber) continue;
            for (var entry = (RelativePointer*)sections[i].Start; entry < sections[i].End; entry++)
                MakeObject((RelativePointer*)RelativePointer.Follow(entry));
        }
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
