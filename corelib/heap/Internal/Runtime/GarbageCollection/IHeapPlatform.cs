namespace Internal.Runtime.GarbageCollection;

/// <summary>
/// What the heap asks of the system below. A <c>readonly struct</c> of each target implements it; a
/// <c>global using HeapPlatform = …</c> chooses, so every call is direct.
/// </summary>
internal unsafe interface IHeapPlatform
{
    /// <summary>
    /// Address space that reads as zero. A page of it costs memory from its first use on. Asked for at the start only;
    /// a platform that cannot give it ends the program.
    /// </summary>
    static abstract byte* Reserve(nuint length);

    /// <summary>Has a part of a reserved range there, so that its use cannot fail for want of memory.</summary>
    /// <returns>False when there is too little; whatever was there before still is.</returns>
    static abstract bool TryCommit(byte* start, nuint length);

    /// <summary>Takes the memory of whole pages back; from their next use on they are zero again.</summary>
    static abstract void Release(byte* start, nuint length);
}
