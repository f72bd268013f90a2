namespace Diesis.Tests.User;

/// <summary>Numbers that look random, and follow from a seed. Sebastiano Vigna's splitmix64.</summary>
internal struct FuzzRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ z >> 30) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB;
        return z ^ z >> 31;
    }

    public ulong Below(ulong limit) => Next() % limit;

    public bool OneIn(ulong times) => Below(times) == 0;
}
