namespace Internal.Runtime;

/// <summary>An address as its distance from the place where it is written: what the compiler's tables hold.</summary>
internal readonly struct RelativePointer
{
    private readonly int _distance;

    /// <safety>The place is one of the compiler's; a copy of it elsewhere leads astray.</safety>
    public static unsafe void* Follow(RelativePointer* place) => unchecked((byte*)place + place->_distance);
}
