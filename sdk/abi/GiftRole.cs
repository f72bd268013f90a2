namespace Diesis.Abi;

/// <summary>What a handle is for that a process was given when it started, apart from contracts: those are roles by their ids, which are large numbers.</summary>
public enum GiftRole : ulong
{
    None = 0,

    /// <summary>Init: memory with the table of the system's files, an <see cref="InitialFile"/> for each; then their handles mean something to init.</summary>
    Files = 1,

    /// <summary>A service: memory that its former instance had, and the next will have.</summary>
    State = 2,

    /// <summary>A service: is signalled when it should end by itself.</summary>
    Stop = 3,

    /// <summary>Where contracts are asked for: an endpoint of the broker.</summary>
    Broker = 4,
}
