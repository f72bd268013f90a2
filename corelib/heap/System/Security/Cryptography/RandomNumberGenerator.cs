using System.Numerics;
using System.Runtime.InteropServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System.Security.Cryptography;

/// <summary>Numbers that nobody can foresee.</summary>
public static class RandomNumberGenerator
{
    public static void Fill(Span<byte> data) => SystemPlatform.FillRandom(data);

    public static byte[] GetBytes(int count)
    {
        byte[] bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public static int GetInt32(int toExclusive) => GetInt32(0, toExclusive);

    /// <summary>Each as likely as the others: what would make some likelier is drawn again.</summary>
    public static int GetInt32(int fromInclusive, int toExclusive)
    {
        if (fromInclusive >= toExclusive) ThrowHelpers.ThrowArgumentException();
        uint most = (uint)((long)toExclusive - fromInclusive - 1);
        uint mask = most == 0 ? 0 : uint.MaxValue >> BitOperations.LeadingZeroCount(most);
        uint drawn;
        do
        {
            drawn = 0;
            Fill(MemoryMarshal.AsBytes(new Span<uint>(ref drawn)));
            drawn &= mask;
        }
        while (drawn > most);
        return (int)(fromInclusive + drawn);
    }
}
