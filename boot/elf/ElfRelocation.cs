namespace Diesis.Boot.Elf;

/// <summary>A place in the image that depends on where the image is put. gABI 4.4, Elf64_Rela.</summary>
public readonly struct ElfRelocation
{
    public readonly ulong Place;
    public readonly ulong Info;
    public readonly ulong Addend;

    /// <summary>What to do, in the numbering of the processor.</summary>
    public uint Type => (uint)Info;

    public uint Symbol => (uint)(Info >> 32);
}
