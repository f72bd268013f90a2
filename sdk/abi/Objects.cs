namespace Diesis.Abi.Objects;

/// <summary>A type of kernel object, as handles name it. The objects themselves are the kernel's.</summary>
public interface IObject
{
    static abstract ObjectType Type { get; }
}

public readonly struct MemoryBudget : IObject { public static ObjectType Type => ObjectType.MemoryBudget; }
public readonly struct MemoryObject : IObject { public static ObjectType Type => ObjectType.MemoryObject; }
public readonly struct AddressSpace : IObject { public static ObjectType Type => ObjectType.AddressSpace; }
public readonly struct Process : IObject { public static ObjectType Type => ObjectType.Process; }
public readonly struct Thread : IObject { public static ObjectType Type => ObjectType.Thread; }
public readonly struct SchedulingContext : IObject { public static ObjectType Type => ObjectType.SchedulingContext; }
public readonly struct Endpoint : IObject { public static ObjectType Type => ObjectType.Endpoint; }
public readonly struct Notification : IObject { public static ObjectType Type => ObjectType.Notification; }
public readonly struct Timer : IObject { public static ObjectType Type => ObjectType.Timer; }
public readonly struct Interrupt : IObject { public static ObjectType Type => ObjectType.Interrupt; }
public readonly struct IoPorts : IObject { public static ObjectType Type => ObjectType.IoPorts; }
public readonly struct Lease : IObject { public static ObjectType Type => ObjectType.Lease; }
public readonly struct DmaSpace : IObject { public static ObjectType Type => ObjectType.DmaSpace; }
public readonly struct Reply : IObject { public static ObjectType Type => ObjectType.Reply; }
public readonly struct SystemControl : IObject { public static ObjectType Type => ObjectType.SystemControl; }
