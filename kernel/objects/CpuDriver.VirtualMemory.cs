using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

public unsafe partial struct CpuDriver
{
    private bool EndMemory(MemoryObject* memory, ref int steps) => true;
    private bool EndAddressSpace(AddressSpace* space, ref int steps) => true;
    private bool EndDmaSpace(DmaSpace* space, ref int steps) => true;
    private bool EndInterrupt(Interrupt* interrupt) => true;
    private bool UnmapLeased(Lease* lease, ref int steps) => true;
    private void UnmapReleased(Process* process, HandleEntry* entry) { }
    private static void DescribeMemory(MemoryObject* memory, ref ObjectInfo info) { }
    private bool TryHandlePageFault(Thread* thread, ulong address, FaultAccessFlags access) => false;

    // What RootProcess.cs makes the first process with; the system calls' handlers use the same.

    /// <summary>Makes an address space with nothing of its own mapped; the reference is the caller's.</summary>
    private Status CreateSpace(MemoryBudget* budget, out AddressSpace* space) { space = null; return Status.NotSupported; }

    private Status CreateAnonymous(MemoryBudget* budget, ulong pages, MemoryOptions options, out MemoryObject* memory) { memory = null; return Status.NotSupported; }

    /// <summary>Makes an object of physical memory that is nobody's to allocate: a device's, or a module's.</summary>
    private Status CreateDevice(MemoryBudget* budget, PhysicalAddress start, ulong pages, CachePolicy cache, out MemoryObject* memory) { memory = null; return Status.NotSupported; }

    /// <summary>Copies bytes into memory, at an offset in bytes.</summary>
    private bool TryFill(MemoryObject* memory, ulong offset, System.ReadOnlySpan<byte> bytes) => false;

    /// <summary>Maps memory; the mapping holds a reference of its own.</summary>
    private Status Map(AddressSpace* space, MemoryObject* memory, ulong at, ulong offset, ulong pages, Protection protection, Rights rights) => Status.NotSupported;

    private bool TrySupplyPage(Thread* thread, ulong address, FaultAccessFlags access) => false;
}
