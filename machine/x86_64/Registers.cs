namespace Diesis.Machines.X86_64;

/// <summary>Model-specific registers. Intel SDM volume 4.</summary>
internal static class X64Msr
{
    public const uint ApicBase = 0x1B;
    public const uint PageAttributes = 0x277;
    public const uint TscDeadline = 0x6E0;
    public const uint X2ApicFirst = 0x800;
    public const uint X2ApicCommand = 0x830;
    public const uint ExtendedFeatures = 0xC000_0080;
    public const uint Star = 0xC000_0081;
    public const uint LongStar = 0xC000_0082;
    public const uint SystemCallMask = 0xC000_0084;
    public const uint FsBase = 0xC000_0100;
    public const uint GsBase = 0xC000_0101;
    public const uint KernelGsBase = 0xC000_0102;
}

/// <summary>CR0. Intel SDM 3A, 2.5.</summary>
internal static class X64Cr0
{
    public const ulong MonitorCoprocessor = 1UL << 1;
    public const ulong Emulation = 1UL << 2;
    public const ulong TaskSwitched = 1UL << 3;
    public const ulong NumericError = 1UL << 5;
    public const ulong WriteProtect = 1UL << 16;
}

/// <summary>CR4. Intel SDM 3A, 2.5.</summary>
internal static class X64Cr4
{
    public const ulong PhysicalAddressExtension = 1UL << 5;
    public const ulong MachineCheck = 1UL << 6;
    public const ulong GlobalPages = 1UL << 7;
    public const ulong Fxsave = 1UL << 9;
    public const ulong SimdExceptions = 1UL << 10;
    public const ulong Umip = 1UL << 11;
    public const ulong FsGsBase = 1UL << 16;
    public const ulong ProcessContexts = 1UL << 17;
    public const ulong Xsave = 1UL << 18;
    public const ulong Smep = 1UL << 20;
    public const ulong Smap = 1UL << 21;
}

/// <summary>EFER. Intel SDM 3A, 2.2.1.</summary>
internal static class X64Efer
{
    public const ulong SystemCalls = 1UL << 0;
    public const ulong NoExecute = 1UL << 11;
}
