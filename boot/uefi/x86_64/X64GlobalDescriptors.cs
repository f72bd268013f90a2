namespace Diesis.Boot.Uefi.X86_64;

/// <summary>
/// The segments that the protocol promises, in its order. Limine Boot Protocol, "Machine State at Entry"; the
/// descriptors'
/// bits are in Intel SDM 3A, 3.4.5. All are marked as accessed, so that the processor need not write here.
/// </summary>
internal struct X64GlobalDescriptors
{
    public ulong Null;
    public ulong Code16;
    public ulong Data16;
    public ulong Code32;
    public ulong Data32;
    public ulong Code64;
    public ulong Data64;

    /// <summary>A task state segment of one byte at 0, for there is no other way to empty the task register.</summary>
    public ulong TaskLow;
    public ulong TaskHigh;

    public static X64GlobalDescriptors OfProtocol => new()
    {
        Code16 = 0x0000_9b00_0000_ffff,
        Data16 = 0x0000_9300_0000_ffff,
        Code32 = 0x00cf_9b00_0000_ffff,
        Data32 = 0x00cf_9300_0000_ffff,
        Code64 = 0x0020_9b00_0000_0000,
        Data64 = 0x0000_9300_0000_0000,
        TaskLow = 0x0000_8900_0000_0000,
    };
}
