using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>The compiler's header of the image, which lists its sections.</summary>
/// <remarks>
/// 16 bytes, with the number of sections at 12; then an entry for each: number, flags, start and end.
/// dotnet/runtime, src/coreclr/tools/Common/Internal/Runtime/ModuleHeaders.cs.
/// </remarks>
internal static unsafe class ImageSections
{
    private const int CountOffset = 12;
    private const int ListOffset = 16;

    private struct Section
    {
        public int Number;
        public int Flags;
        public byte* Start;
        public byte* End;
    }

    [RuntimeImport("*", "DiesisImageHeader"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* ImageHeader();

    public static bool TryFind(int number, out byte* start, out byte* end)
    {
        byte* header = ImageHeader();
        int count = *(ushort*)(header + CountOffset);
        var sections = (Section*)(header + ListOffset);
        for (int i = 0; i < count; i++)
        {
            if (sections[i].Number != number) continue;
            start = sections[i].Start;
            end = sections[i].End;
            return true;
        }
        start = end = null;
        return false;
    }
}
