using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Capabilities;

/// <summary>One place of a process's handle table. A cache line.</summary>
/// <remarks>
/// A free place has the key 0, remembers the generation that its next handle will have, and leads to the next free place.
/// When generations run out (after 2^40 handles) a place is not used again.
/// </remarks>
// SAFETY: a strong handle keeps its object; with a weak or leased one the generation is compared first.
[StructLayout(LayoutKind.Sequential, Size = 64)]
public unsafe struct HandleEntry
{
    /// <summary>The handle's value; 0 when the place is free.</summary>
    public ulong Key;

    /// <summary>The object; for a leased handle, the lease.</summary>
    public ObjectHeader* Object;

    /// <summary>The object's generation when the handle was made. Only weak and leased handles can come to differ from it.</summary>
    public ulong ObjectGeneration;

    public ulong Badge;

    public HandleMeaning Meaning;

    /// <summary>
    /// By which other cores know the handle in whose spaces it has made mappings, and which these may be, as bits: see
    /// <c>intercore/remote/CpuDriver.FarHolders.cs</c>. 0 as long as there are none.
    /// </summary>
    public ulong Token, MappedAt;

    /// <summary>Free: the generation of the place's next handle, and the next free place; where a handle has the two words before.</summary>
    public ulong NextGeneration
    {
        readonly get => Token;
        set => Token = value;
    }

    public uint NextFree
    {
        readonly get => (uint)MappedAt;
        set => MappedAt = value;
    }

    /// <summary>The first mapping that was made by the handle; the others follow by <see cref="Mapping.NextOfHolder"/>.</summary>
    public Mapping* Mappings;
}

/// <summary>What a handle is, in one word, so that the fast paths can check all of it at once.</summary>
/// <remarks>
///   63…48   47…32        31…24  23…16   15…0
///   0       object's core  kind   type    rights
/// </remarks>
public readonly struct HandleMeaning(ulong bits)
{
    private const int TypeShift = 16, KindShift = 24, CoreShift = 32;

    public HandleMeaning(ObjectType type, HandleKind kind, Rights rights, CoreNumber core)
        : this((ulong)rights | (ulong)type << TypeShift | (ulong)kind << KindShift | (ulong)core.Value << CoreShift)
    {
    }

    public ulong Bits { get; } = bits;

    public Rights Rights => (Rights)(ushort)Bits;
    public ObjectType Type => (ObjectType)(byte)(Bits >> TypeShift);
    public HandleKind Kind => (HandleKind)(byte)(Bits >> KindShift);
    public bool IsStrong => (Bits & 0xFFUL << KindShift) == (ulong)HandleKind.Strong << KindShift;
    public CoreNumber Core => new((int)(Bits >> CoreShift));

    public HandleMeaning With(Rights rights) => new(Bits & ~(ulong)ushort.MaxValue | (ulong)rights);
    public HandleMeaning With(HandleKind kind) => new(Bits & ~(0xFFUL << KindShift) | (ulong)kind << KindShift);

    /// <summary>Is it a strong handle to an object of this type and core, with all of these rights?</summary>
    /// <param name="pattern">Made from the type, <see cref="HandleKind.Strong"/>, the rights and the core.</param>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public bool Matches(HandleMeaning pattern) => (Bits & (~(ulong)ushort.MaxValue | (ulong)pattern.Rights)) == pattern.Bits;

    /// <summary>As before; the type and the rights are known where this is compiled, the rest is that of another handle's meaning.</summary>
    /// <param name="rest">Of no type and no rights.</param>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public bool Matches(ObjectType type, Rights rights, HandleMeaning rest)
        => (Bits & (~(ulong)ushort.MaxValue | (ulong)rights)) == (rest.Bits | (ulong)type << TypeShift | (ulong)rights);
}
