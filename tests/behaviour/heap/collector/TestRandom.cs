namespace Diesis.Tests.Behaviour.Heap;

/// <summary>The same numbers everywhere: xorshift64*.</summary>
internal struct TestRandom(ulong seed)
{
    private ulong _state = seed;

    public int Below(int limit)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)(unchecked(_state * 0x2545F4914F6CDD1D) >> 33) % limit;
    }
}
