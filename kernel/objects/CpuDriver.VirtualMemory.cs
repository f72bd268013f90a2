using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

public unsafe partial struct CpuDriver
{
    private bool EndDmaSpace(DmaSpace* space, ref int steps) => true;
    private bool EndInterrupt(Interrupt* interrupt) => true;
}
