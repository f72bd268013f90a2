namespace System.Threading;

/// <summary>Something that is to happen at a time: an element of <see cref="TimerQueue"/>.</summary>
internal interface ITimed
{
    /// <summary>Where it stands in the queue, for the queue; below zero when it is not there.</summary>
    int Place { get; set; }

    ulong DueAt { get; set; }

    /// <summary>It is time. Short: the queue waits for it, and is locked.</summary>
    void Fire();
}
