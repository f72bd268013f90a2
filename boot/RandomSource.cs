namespace Diesis.Boot;

/// <summary>
/// Spreads one seed over the few random numbers that placing a kernel takes. SplitMix64 (Steele, Lea and Flood, "Fast
/// Splittable Pseudorandom Number Generators", 2014): a bijection of the seed, so it loses none of its entropy.
/// </summary>
public struct RandomSource(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9e37_79b9_7f4a_7c15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xbf58_476d_1ce4_e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d0_49bb_1331_11eb;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number below <paramref name="bound"/>, which is not 0. The bias is below bound / 2^64.</summary>
    public ulong Below(ulong bound) => Next() % bound;
}
