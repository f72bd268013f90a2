using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>Bytes of a memory object, for calls that bring more than a message carries. They are never mapped by the call itself.</summary>
public readonly struct MemoryRange(Handle<MemoryObject> memory, ulong offset, ulong length)
{
    public Handle<MemoryObject> Memory { get; } = memory;

    /// <summary>In bytes, as the length.</summary>
    public ulong Offset { get; } = offset;
    public ulong Length { get; } = length;
}
