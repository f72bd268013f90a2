using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Contracts;

namespace Diesis.Tests.Services;

[Flags]
public enum Happening : ushort
{
    Begun = 1,
    Read = 2,
    Written = 0x8000,
}

public struct Numbered
{
    public ulong Number, Square;
}

/// <summary>Streams both ways, and events.</summary>
[Contract]
public interface ISource
{
    /// <summary>Numbers from one on, so many.</summary>
    Status Read(ulong from, int count, out ReadingEnd<Numbered> numbers);

    /// <summary>Takes bytes until there are no more.</summary>
    Result<WritingEnd<byte>> Write();

    /// <summary>Adds up what comes.</summary>
    ValueTask<Result<ulong>> Sum(ReadingEnd<Numbered> numbers);

    Status Watch(Subscriber<Happening> watcher);

    Status Tell(Happening what);
}
