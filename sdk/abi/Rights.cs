using System;

namespace Diesis.Abi;

/// <summary>What a handle allows. A handle made from another has the same rights or fewer.</summary>
[Flags]
public enum Rights : ushort
{
    None = 0,

    /// <summary>Any object: make another handle of this one.</summary>
    Clone = 1 << 0,

    /// <summary>Any object: move the handle to another process, in a message or by <c>Transfer</c>.</summary>
    Transfer = 1 << 1,

    /// <summary>Any object: make leases of it.</summary>
    Lend = 1 << 2,

    /// <summary>Any object: ask about its state.</summary>
    Inspect = 1 << 3,

    /// <summary>Any object: change what it is or does, and end it.</summary>
    Manage = 1 << 4,

    /// <summary>A memory budget: spend from it.</summary>
    Spend = 1 << 5,

    /// <summary>Memory: read it. A system control: read the kernel's log.</summary>
    Read = 1 << 6,

    /// <summary>Memory: write it. A system control: write to the kernel's log.</summary>
    Write = 1 << 7,

    /// <summary>Memory: execute it.</summary>
    Execute = 1 << 8,

    /// <summary>An address space: change its mappings.</summary>
    Map = 1 << 9,

    /// <summary>An endpoint: call it.</summary>
    Call = 1 << 10,

    /// <summary>An endpoint: receive its calls.</summary>
    Serve = 1 << 11,

    /// <summary>A notification: signal it.</summary>
    Signal = 1 << 12,

    /// <summary>A notification: wait for it and poll it.</summary>
    Wait = 1 << 13,

    /// <summary>A range of a resource (device memory, ports, interrupts) or of priorities: take parts of it.</summary>
    Divide = 1 << 14,

    All = Clone | Transfer | Lend | Inspect | Manage | Spend | Read | Write | Execute | Map | Call | Serve | Signal | Wait | Divide,
}
