namespace Diesis.Machines.AArch64;

/// <summary>TCR_EL1, the regime of translation. Arm ARM D19.2.139.</summary>
internal static class A64Tcr
{
    /// <summary>T0SZ and T1SZ: 48-bit addresses in both halves.</summary>
    public const ulong FourLevels = 16 | 16 << 16;

    /// <summary>IRGN, ORGN, SH of both halves: the walker reads tables through the caches, inner shareable.</summary>
    public const ulong CachedWalks = 0x3500 | 0x3500UL << 16;

    /// <summary>TG1: 4 KiB. (TG0 says so with zeros.)</summary>
    public const ulong UpperGranule4K = 2UL << 30;

    public const int PhysicalSizeShift = 32;

    /// <summary>AS: address space identifiers of 16 bits.</summary>
    public const ulong WideIdentifiers = 1UL << 36;
}

/// <summary>SCTLR_EL1. Arm ARM D19.2.123.</summary>
internal static class A64Sctlr
{
    public const ulong Mmu = 1UL << 0;
    public const ulong DataCache = 1UL << 2;
    public const ulong StackAlignment = 1UL << 3;
    public const ulong UserStackAlignment = 1UL << 4;
    public const ulong SetendOff = 1UL << 8;
    public const ulong ExitSynchronizes = 1UL << 11;
    public const ulong InstructionCache = 1UL << 12;

    /// <summary>DZE, UCT, UCI: user mode may zero blocks, read the cache's geometry and clean caches.</summary>
    public const ulong UserCacheInstructions = 1UL << 14 | 1UL << 15 | 1UL << 26;

    /// <summary>nTWI, nTWE: WFI and WFE of user mode are not trapped.</summary>
    public const ulong UserWaits = 1UL << 16 | 1UL << 18;

    /// <summary>What can be written cannot be executed, whatever the tables say.</summary>
    public const ulong WriteNeverExecute = 1UL << 19;
    public const ulong NoContextTrap = 1UL << 20;
    public const ulong EntrySynchronizes = 1UL << 22;

    /// <summary>
    /// SPAN: an exception leaves PSTATE.PAN as it is; cleared, the exception sets it. 1 where there is no PAN.
    /// </summary>
    public const ulong KeepUserAccess = 1UL << 23;

    /// <summary>nTLSMD, LSMAOE: 1 on processors that do not know them.</summary>
    public const ulong AncientLoads = 1UL << 28 | 1UL << 29;
}

/// <summary>CNTV_CTL_EL0. Arm ARM D19.8.27.</summary>
internal static class A64TimerControl
{
    public const ulong Off = 0;
    public const ulong On = 1;
}

/// <summary>PAR_EL1, what an address translation instruction answers. Arm ARM D19.2.113.</summary>
internal static class A64Par
{
    public const ulong Failed = 1;
    public const ulong AddressMask = 0x000F_FFFF_FFFF_F000;
}

/// <summary>CNTKCTL_EL1: what user mode may read of the clock. Arm ARM D19.8.15.</summary>
internal static class A64UserCounters
{
    /// <summary>EL0VCTEN: CNTVCT_EL0 and CNTFRQ_EL0.</summary>
    public const ulong VirtualCounter = 1 << 1;
}

/// <summary>MDSCR_EL1. Arm ARM D19.3.20.</summary>
internal static class A64DebugControl
{
    /// <summary>TDCC: user mode has no part in the debug communications channel.</summary>
    public const ulong TrapUserChannel = 1 << 12;
}

/// <summary>PMUSERENR_EL0: what user mode may reach of the performance monitors. Arm ARM D19.5.17.</summary>
internal static class A64UserPerformanceMonitors
{
    /// <summary>CR: PMCCNTR_EL0 can be read.</summary>
    public const ulong CycleCounter = 1 << 2;
}
