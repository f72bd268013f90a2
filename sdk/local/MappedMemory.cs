using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Local;

namespace Diesis;

/// <summary>All of a memory object, on the host: it is visible there in any case.</summary>
public readonly unsafe struct MappedMemory
{
    private MappedMemory(LocalMemory memory) => _memory = memory;

    private readonly LocalMemory _memory;

    // SAFETY: the bytes are pinned, and stay as long as this is used.
    public void* Start => System.Runtime.CompilerServices.Unsafe.AsPointer(ref _memory.Bytes[0]);
    public ulong Pages => (ulong)_memory.Bytes.Length / MemoryLayout.PageSize;

    public static Status Map(Handle<MemoryObject> memory, out MappedMemory mapped)
    {
        mapped = default;
        lock (LocalKernel.Gate)
        {
            Status status = LocalKernel.Find(memory, Rights.Read | Rights.Write | Rights.Inspect, out LocalMemory found, out _);
            if (status == Status.Ok) mapped = new(found);
            return status;
        }
    }

    public void Unmap()
    {
    }
}
