namespace Diesis.Machines.AArch64;

/// <summary>The vectors of Entry.S that mean something in the kernel: four groups of four. Arm ARM D1.3.1.4.</summary>
internal static class A64Vector
{
    /// <summary>SError is the fourth of each group.</summary>
    public const ulong Kinds = 4, SystemError = 3;

    public const ulong FastInterrupt = 2;

    /// <summary>The group of what interrupts the kernel while it deals with a fault.</summary>
    public const ulong NestedGroup = 1;
}

/// <summary>Which interrupt has which number of the controller's. GIC architecture (IHI 0069) 2.2.1.</summary>
internal static class A64Interrupt
{
    /// <summary>Sent from core to core: 0 to 15.</summary>
    public const uint Bell = 0;
    public const uint StopRequest = 1;

    /// <summary>Of each core's own: below this. Those of devices begin here.</summary>
    public const uint FirstShared = 32;

    /// <summary>
    /// What the base system architecture (DEN0094, 3.8.1) gives the virtual timer, for firmware that does not say.
    /// </summary>
    public const uint UsualVirtualTimer = 27;

    /// <summary>1,020 to 1,023 say that nothing waits, or nothing for this core's side of the controller.</summary>
    public const uint FirstSpecial = 1020;
}
