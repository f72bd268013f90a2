using System;
using Diesis.Abi;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Contracts;

namespace Diesis.Tests.Systems;

[Flags]
public enum StreamEvents : byte
{
    None = 0,
    Changed = 1,
}

/// <summary>Streams numbers, counts, tells of its count, and ends when it is told to: what clients see of that is what is tested.</summary>
[Contract(SurvivesRestart = true)]
public interface IStreamer
{
    /// <summary>Streams the numbers from one on up to another, and then nothing; the stream stays open.</summary>
    [Idempotent]
    Status Stream(ulong from, ulong end, out ReadingEnd<ulong> numbers);

    /// <summary>Counts one more, and tells who watches.</summary>
    Status Change();

    [Idempotent]
    Status ReadCount(out ulong count);

    /// <summary>Tells somebody of each change.</summary>
    [Idempotent]
    Status Watch(Subscriber<StreamEvents> watcher);

    /// <summary>Ends the service as a bug would, before it answers.</summary>
    Status End();

    /// <summary>Ends it so after a while.</summary>
    Status EndAfter(uint milliseconds);
}
