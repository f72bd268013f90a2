namespace Diesis.Kernel.Memory;

/// <summary>Frames of 512 words, most of them 0: page tables, and the nodes of <see cref="PageTree"/>.</summary>
// SAFETY: the caller passes a frame of so many words.
public static unsafe class Entries
{
    public const int Count = 512;

    private const int Group = 8;

    /// <summary>The first word from an index on that is not 0; <see cref="Count"/> when there is none.</summary>
    [Bounded("Count: the group that is searched has one that is not 0")]
    public static int NextUsed(ulong* entries, int from)
    {
        for (; (from & Group - 1) != 0; from++)
        {
            if (entries[from] != 0) return from;
        }
        for (; from < Count; from += Group)
        {
            ulong* group = entries + from;
            if ((group[0] | group[1] | group[2] | group[3] | group[4] | group[5] | group[6] | group[7]) == 0) continue;
            while (entries[from] == 0) from++;
            return from;
        }
        return Count;
    }
}
