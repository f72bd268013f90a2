namespace Diesis.Sdk.Generators.Contracts;

/// <summary>How a parameter or a result gets to the other side.</summary>
internal enum Passing
{
    /// <summary>In a word: numbers, choices, flags, truth.</summary>
    Word,

    /// <summary>A record in words, or through the buffer when there are not enough.</summary>
    Record,

    /// <summary>Items through the buffer, their number in a word.</summary>
    Items,

    /// <summary>Room for items that the other side fills, all of them: through the buffer, their number in a word.</summary>
    Room,

    /// <summary>Text through the buffer, its length in a word.</summary>
    Text,

    /// <summary>As <see cref="Items"/>, but an array of its receiver's own: it outlasts the call, and can be a result.</summary>
    Array,

    /// <summary>A handle.</summary>
    Handle,

    /// <summary>A handle to memory, and two words.</summary>
    Range,

    /// <summary>An object of the server, by another contract: a handle to its endpoint.</summary>
    Object,

    /// <summary>One side of a ring: a handle to its memory, and two to notifications.</summary>
    Ring,

    /// <summary>Who is to be told of events: a weak handle to a notification.</summary>
    Subscriber,

    /// <summary>Nothing travels: the server's side knows it.</summary>
    Caller,

    /// <summary>A token: nothing travels but the number by which the call is cancelled.</summary>
    Cancellation,
}

/// <summary>What becomes of a handle.</summary>
internal enum Ownership
{
    Moved,
    Cloned,
    Lent,

    /// <summary>The receiver gets one that keeps nothing alive.</summary>
    Weak,
}
