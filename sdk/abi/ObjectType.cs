namespace Diesis.Abi;

/// <summary>The kinds of kernel objects that handles lead to.</summary>
public enum ObjectType : byte
{
    None = 0,
    MemoryBudget = 1,
    MemoryObject = 2,
    AddressSpace = 3,
    Process = 4,
    Thread = 5,
    SchedulingContext = 6,
    Endpoint = 7,
    Notification = 8,
    Timer = 9,
    Interrupt = 10,
    IoPorts = 11,
    Lease = 12,
    DmaSpace = 13,

    /// <summary>A call that was received and is still to be answered.</summary>
    Reply = 14,

    /// <summary>What concerns the machine as a whole: the kernel's log, its power.</summary>
    SystemControl = 15,
}

/// <summary>How a handle holds its object.</summary>
public enum HandleKind : byte
{
    /// <summary>It keeps the object alive.</summary>
    Strong = 0,

    /// <summary>It does not: once the object is gone it answers <see cref="Status.Dead"/>.</summary>
    Weak = 1,

    /// <summary>It holds a lease on the object, and is dead when the lease is over.</summary>
    Leased = 2,
}
