using System.Runtime.CompilerServices;

namespace Internal.Runtime.GarbageCollection;

/// <summary>
/// The sizes of cells. Each is the largest that fits so many times in a block, and each is about an eighth above the
/// one below: what a cell or a block cannot use is an eighth at most, beyond a few words.
/// </summary>
internal static unsafe class SizeClasses
{
    /// <summary>An object without fields: the word in front, the type, and a word that objects have at least.</summary>
    public const uint Smallest = 24;

    /// <summary>Two cells in a block. What is larger has blocks of its own.</summary>
    public const uint Largest = Block.Size / 2;

    /// <summary>Room for all; <see cref="Initialize"/> fills what is used.</summary>
    public const int Most = 80;

    private const uint Step = 8;

    [InlineArray(Most)]
    private struct Sizes { private uint _first; }

    [InlineArray((int)(Largest / Step) + 1)]
    private struct ClassesBySize { private byte _first; }

    private static Sizes _sizes;
    private static ClassesBySize _classes;

    public static void Initialize()
    {
        uint smallest = Smallest;
        uint filled = 0;
        for (int i = 0; smallest <= Largest; i++)
        {
            uint size = Block.Size / (Block.Size / smallest) & ~(Step - 1);
            _sizes[i] = size;
            for (; filled <= size; filled += Step) _classes[(int)(filled / Step)] = (byte)i;
            smallest = size + (size / 8 + Step - 1 & ~(Step - 1));
        }
    }

    public static uint SizeOf(int sizeClass) => _sizes[sizeClass];

    /// <param name="size">At most <see cref="Largest"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ClassOf(nuint size) => _classes[(int)((size + Step - 1) / Step)];
}
