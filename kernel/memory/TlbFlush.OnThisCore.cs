using Diesis.Machines;

namespace Diesis.Kernel.Memory;

public ref partial struct TlbFlush
{
    /// <summary>Carries it out on this core.</summary>
    public readonly void OnThisCore()
    {
        for (ulong done = 0; done < Length; done += Step) Machine.FlushPage(Start + done);
    }
}
