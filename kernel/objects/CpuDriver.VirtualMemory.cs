using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;

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
    private bool TrySupplyPage(Thread* thread, ulong address, FaultAccessFlags access) => false;
}
