namespace Diesis.Manifests;

/// <summary>
/// Something that a program may be allowed and that is no contract: what a process has by default is none of these. The values are written into
/// files; they keep their numbers.
/// </summary>
public enum Permission : byte
{
    /// <summary>Write lines to the kernel's own log, from where they reach the console.</summary>
    WriteKernelLog = 0,

    /// <summary>Read the kernel's log, and what the machine has.</summary>
    ReadKernelLog = 1,

    /// <summary>End or restart the machine, or a service.</summary>
    PowerOff = 2,

    /// <summary>Use the machine's registers, interrupts and ports, and transfers of devices.</summary>
    Devices = 3,

    /// <summary>Make processes of its own out of programs it has.</summary>
    StartPrograms = 4,

    /// <summary>Have memory and time on every core, and not only on its own.</summary>
    AllCores = 5,

    /// <summary>Have all files that the system was started from.</summary>
    InitialFiles = 6,
}

/// <summary>Permissions, one bit for each.</summary>
public readonly struct PermissionSet(ulong bits)
{
    /// <summary>All that there are.</summary>
    public const ulong Known = (1UL << (int)Permission.InitialFiles + 1) - 1;

    public ulong Bits { get; } = bits;
    public bool IsEmpty => Bits == 0;
    public bool Has(Permission permission) => (Bits >> (int)permission & 1) != 0;
    public PermissionSet With(Permission permission) => new(Bits | 1UL << (int)permission);
    public bool Contains(PermissionSet others) => (others.Bits & ~Bits) == 0;

    public static PermissionSet operator &(PermissionSet left, PermissionSet right) => new(left.Bits & right.Bits);
    public static PermissionSet operator |(PermissionSet left, PermissionSet right) => new(left.Bits | right.Bits);
}
