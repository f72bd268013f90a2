namespace Diesis.Abi;

/// <summary>What became of a system call. Everything but <see cref="Ok"/> means that nothing was changed, where the call does not say otherwise.</summary>
public enum Status : uint
{
    /// <summary>It is done.</summary>
    Ok = 0,

    /// <summary>No system call has this number.</summary>
    NoSuchCall = 1,

    /// <summary>No handle has this value: it was never one, or was released since.</summary>
    BadHandle = 2,

    /// <summary>The handle is to an object of another type.</summary>
    WrongType = 3,

    /// <summary>The handle lacks a right that this needs.</summary>
    NotPermitted = 4,

    /// <summary>The object that a weak or leased handle stood for is gone, or the lease is over.</summary>
    Dead = 5,

    /// <summary>An argument has no meaning: an unknown flag, a length of zero, an address off its alignment.</summary>
    BadArgument = 6,

    /// <summary>A range reaches beyond the object, or outside of what user mode may address.</summary>
    OutOfRange = 7,

    /// <summary>Something is there already.</summary>
    Overlap = 8,

    /// <summary>The budget that this is charged to has too little left.</summary>
    BudgetExceeded = 9,

    /// <summary>The budget would allow it, but the core has no such memory free now (a large page, a contiguous range).</summary>
    OutOfMemory = 10,

    /// <summary>Memory of the caller that the call names is not mapped, or not for this access.</summary>
    BadAddress = 11,

    /// <summary>The other side of a call is gone.</summary>
    PeerClosed = 12,

    /// <summary>The deadline came first.</summary>
    TimedOut = 13,

    /// <summary>Somebody cancelled the wait.</summary>
    Cancelled = 14,

    /// <summary>It would have to wait, and was told not to.</summary>
    WouldBlock = 15,

    /// <summary>The object is not in a state that allows this.</summary>
    BadState = 16,

    /// <summary>This processor or machine cannot do it, or the call names objects of two cores that have to be of one: what of what stands with each call.</summary>
    NotSupported = 17,

    /// <summary>The process's table has no room for another handle.</summary>
    TableFull = 18,

    /// <summary>Between processes: what came is no message of the contract that both sides speak. The kernel never says it.</summary>
    BadMessage = 19,
}
