namespace Diesis.Machines.X86_64;

/// <summary>What the processor has of the features that the kernel uses where present. Intel SDM 2A, CPUID.</summary>
internal readonly struct X64Features
{
    private readonly X64CpuidResult _basic, _structured, _extended, _power, _vectors, _vectorOptions;

    private X64Features(X64CpuidResult basic, X64CpuidResult structured, X64CpuidResult extended, X64CpuidResult power,
        X64CpuidResult vectors, X64CpuidResult vectorOptions, uint apicId)
    {
        ApicId = apicId;
        _basic = basic;
        _structured = structured;
        _extended = extended;
        _power = power;
        _vectors = vectors;
        _vectorOptions = vectorOptions;
    }

    /// <summary>Asks this core; some hundred cycles, thousands under a hypervisor.</summary>
    public static X64Features Read()
    {
        uint highest = Cpuid(0).Eax;
        uint highestExtended = Cpuid(0x8000_0000).Eax;
        X64CpuidResult basic = Cpuid(1);
        // Leaf 0Bh counts only where it names a level of topology (SDM 2A, CPUID).
        X64CpuidResult topology = highest >= 0xB ? Cpuid(0xB) : default;
        return new X64Features(
            basic,
            highest >= 7 ? Cpuid(7) : default,
            highestExtended >= 0x8000_0001 ? Cpuid(0x8000_0001) : default,
            highestExtended >= 0x8000_0007 ? Cpuid(0x8000_0007) : default,
            highest >= 0xD ? Cpuid(0xD) : default,
            highest >= 0xD ? Cpuid(0xD, 1) : default,
            topology.Ebx != 0 ? topology.Edx : basic.Ebx >> 24);
    }

    public bool HasX2Apic => (_basic.Ecx >> 21 & 1) != 0;
    public bool HasTscDeadline => (_basic.Ecx >> 24 & 1) != 0;
    public bool HasProcessContexts => (_basic.Ecx >> 17 & 1) != 0;
    public bool HasRandomNumbers => (_basic.Ecx >> 30 & 1) != 0;
    public bool HasXsave => (_basic.Ecx >> 26 & 1) != 0;
    public bool HasFsGsBase => (_structured.Ebx & 1) != 0;
    public bool HasXsaveopt => (_vectorOptions.Eax & 1) != 0;

    /// <summary>What XCR0 may have. SDM 1, 13.2.</summary>
    public ulong VectorStates => (ulong)_vectors.Edx << 32 | _vectors.Eax;
    public bool HasSmep => (_structured.Ebx >> 7 & 1) != 0;
    public bool HasSmap => (_structured.Ebx >> 20 & 1) != 0;
    public bool HasUmip => (_structured.Ecx >> 2 & 1) != 0;
    public bool HasNoExecute => (_extended.Edx >> 20 & 1) != 0;
    public bool HasHugePages => (_extended.Edx >> 26 & 1) != 0;

    /// <summary>The time-stamp counter runs at one rate in all power states.</summary>
    public bool HasInvariantTsc => (_power.Edx >> 8 & 1) != 0;

    /// <summary>The number of this core's local APIC: that of leaf 0Bh where there is one, else the eight bits of leaf 1.</summary>
    public uint ApicId { get; }

    /// <summary>Bytes that the states now in XCR0 take. SDM 1, 13.2.</summary>
    public static uint ReadVectorBytes() => Cpuid(0xD).Ebx;

    private static unsafe X64CpuidResult Cpuid(uint leaf, uint subleaf = 0)
    {
        X64CpuidResult result;
        X64Instructions.Cpuid(leaf, subleaf, &result);
        return result;
    }
}
