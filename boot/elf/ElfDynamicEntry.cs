namespace Diesis.Boot.Elf;

/// <summary>An entry of the dynamic section. gABI 5.2, "Dynamic Section".</summary>
public readonly struct ElfDynamicEntry
{
    public readonly ElfDynamicTag Tag;
    public readonly ulong Value;
}

/// <summary>d_tag, as far as a kernel may use it or must not.</summary>
public enum ElfDynamicTag : ulong
{
    End = 0,
    Needed = 1,
    ProcedureLinkageSize = 2,
    Rela = 7,
    RelaSize = 8,
    RelaEntrySize = 9,
    Rel = 17,
    Relr = 36,
}
