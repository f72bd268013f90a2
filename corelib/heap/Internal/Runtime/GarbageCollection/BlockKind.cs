namespace Internal.Runtime.GarbageCollection;

internal enum BlockKind : byte
{
    Free,

    /// <summary>Cells of one size, an object in each that is allocated.</summary>
    Cells,

    /// <summary>The first block of an object that is larger than cells are; it counts as one cell.</summary>
    LargeObject,

    /// <summary>Any other block of such an object.</summary>
    LargeObjectRest,

    /// <summary>Slots of <see cref="Handles"/>.</summary>
    Handles,

    /// <summary>What is kept for good: <see cref="Internal.Runtime.Records"/>.</summary>
    Records,
}
