using Diesis.Abi;

namespace Diesis.Local;

/// <summary>Memory of a fixed size.</summary>
internal sealed class LocalMemory(int pages) : LocalObject(ObjectType.MemoryObject)
{
    public byte[] Bytes { get; } = System.GC.AllocateArray<byte>(pages * (int)MemoryLayout.PageSize, pinned: true);

    public override (ulong First, ulong Second) Details => ((ulong)Bytes.Length / MemoryLayout.PageSize, (ulong)Bytes.Length / MemoryLayout.PageSize);
}
