using System.Threading;

namespace Diesis.Machines.X86_64;

/// <summary>
/// One controller that turns the wires of devices into messages to cores. Its registers are reached through an index and
/// a window. 82093AA I/O APIC data sheet, 3.0.
/// </summary>
// SAFETY: the registers are mapped as device memory, for good; offsets are of the data sheet.
internal readonly unsafe struct X64IoApic
{
    private const uint Version = 0x01, FirstEntry = 0x10;
    private const ulong Masked = 1UL << 16, LevelTriggered = 1UL << 15, ActiveLow = 1UL << 13;

    private readonly uint* _index;
    private readonly uint* _window;

    /// <param name="registers">Its registers, mapped uncached.</param>
    public X64IoApic(void* registers)
    {
        _index = (uint*)registers;
        _window = (uint*)registers + 4;
    }

    /// <summary>Reads how many wires end here.</summary>
    public int ReadInputCount() => (int)(Read(Version) >> 16 & 0xFF) + 1;

    public void MaskAll()
    {
        int inputs = ReadInputCount();
        for (int input = 0; input < inputs; input++) Write(input, Masked);
    }

    public void Mask(int input) => Write(input, Read64(input) | Masked);
    public void Unmask(int input) => Write(input, Read64(input) & ~Masked);

    /// <summary>Leads a wire to a vector of a core, masked at first.</summary>
    /// <param name="apicId">Below 256: physical destinations have eight bits here.</param>
    public void Route(int input, byte vector, uint apicId, bool levelTriggered, bool activeLow)
        => Write(input, vector | Masked | (levelTriggered ? LevelTriggered : 0) | (activeLow ? ActiveLow : 0) | (ulong)apicId << 56);

    private uint Read(uint register)
    {
        Volatile.Write(ref *_index, register);
        return Volatile.Read(ref *_window);
    }

    private ulong Read64(int input) => (ulong)Read(FirstEntry + (uint)input * 2 + 1) << 32 | Read(FirstEntry + (uint)input * 2);

    // The low half holds the mask: it is written last when an entry opens, and a masked entry's order does not matter.
    private void Write(int input, ulong entry)
    {
        Volatile.Write(ref *_index, FirstEntry + (uint)input * 2 + 1);
        Volatile.Write(ref *_window, (uint)(entry >> 32));
        Volatile.Write(ref *_index, FirstEntry + (uint)input * 2);
        Volatile.Write(ref *_window, (uint)entry);
    }
}
