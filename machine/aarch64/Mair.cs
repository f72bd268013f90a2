namespace Diesis.Machines.AArch64;

/// <summary>MAIR_EL1: eight kinds of memory, a byte each, which page tables name by index. Arm ARM D19.2.109.</summary>
internal readonly struct A64Mair(ulong value)
{
    public const byte WriteBack = 0xFF;
    public const byte NonCacheable = 0x44;

    /// <summary>nGnRE: neither gathered nor reordered; a write may be acknowledged before it arrives.</summary>
    public const byte Device = 0x04;

    private const int Indices = 8;

    /// <returns>-1 when no index means this.</returns>
    public int IndexOf(byte kind)
    {
        for (int index = 0; index < Indices; index++)
            if ((byte)(value >> index * 8) == kind)
                return index;
        return -1;
    }
}
