namespace Internal.Runtime.Threading;

/// <summary>Where a thread is to run.</summary>
internal enum ThreadPlace
{
    /// <summary>On whichever core has the fewest.</summary>
    Anywhere,

    /// <summary>On the core that the program was started on, where what it was given by the system below is known.</summary>
    FirstCore,
}
