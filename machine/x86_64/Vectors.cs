namespace Diesis.Machines.X86_64;

/// <summary>Which interrupt has which vector. 0 to 31 are the processor's faults; above them a higher one goes first.</summary>
internal static class X64Vector
{
    public const int Faults = 32;
    public const int Debug = 1;
    public const int NonMaskable = 2;
    public const int Breakpoint = 3;
    public const int DoubleFault = 8;
    public const int GeneralProtection = 13;
    public const int PageFault = 14;
    public const int MachineCheck = 18;

    /// <summary>The first of those that devices are given; 32 to 47 stay free for what a stray legacy controller may send.</summary>
    public const byte FirstDevice = 48;
    public const byte LastDevice = 0xEF;

    public const byte Timer = 0xF0;
    public const byte Bell = 0xF1;

    /// <summary>What the local APIC delivers when an interrupt went away again: no end is signalled for it.</summary>
    public const byte Spurious = 0xFF;
}
