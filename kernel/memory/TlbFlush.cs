using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// A range whose mappings were taken away while translations of it may still be held by cores. It is to be carried out
/// before the memory is used for anything else.
/// </summary>
public readonly ref struct TlbFlush(VirtualAddress at, ulong length)
{
    private readonly VirtualAddress _at = at;
    private readonly ulong _length = length;

    /// <summary>Carries it out on this core, for tables that no other core uses.</summary>
    public void OnThisCore()
    {
        for (ulong done = 0; done < _length; done += Page.Size) Machine.FlushPage(_at + done);
    }
}
