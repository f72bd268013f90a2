using System;

namespace Diesis.Shell.Machine;

/// <summary>
/// Keeps what a line makes within the memory of the process, which would end if there were no more: who makes much says so, and after so much the heap is looked at. What is
/// garbage by then counts nothing.
/// </summary>
internal struct MemoryGuard
{
    /// <summary>What may be made between two looks.</summary>
    private const long Step = 1 << 20;

    private long _sinceLook;

    /// <returns>False if there is too little for so much more.</returns>
    public bool TryCharge(long bytes)
    {
        _sinceLook += bytes;
        if (_sinceLook < Step) return true;
        long wanted = Math.Max(bytes, 0);
        _sinceLook = 0;
        if (GC.GetTotalMemory(false) + wanted <= ShellMachine.MostHeapBytes) return true;
        GC.Collect();
        return GC.GetTotalMemory(false) + wanted <= ShellMachine.MostHeapBytes;
    }
}
