using System;

namespace Diesis.Virtio9p.Protocol;

/// <summary>Carries messages to who keeps the files, and the answers back: several at a time, each in a slot. Both sides see the memory; what the other writes there may change under the reader's hands.</summary>
public interface IMessageChannel
{
    int Slots { get; }

    /// <summary>How much room there is for data of answers, for all slots together.</summary>
    int DataBytes { get; }

    ReadOnlySpan<byte> Data { get; }

    /// <summary>Where a request is written.</summary>
    Span<byte> RequestOf(int slot);

    /// <summary>Puts a request in line.</summary>
    /// <param name="headBytes">Room for the answer, in <see cref="HeadOf"/>.</param>
    /// <param name="dataAt">Where in <see cref="Data"/> what does not fit there goes on.</param>
    void Ask(int slot, int requestBytes, int headBytes, int dataAt, int dataBytes);

    /// <summary>Sends what is in line, and waits for all answers.</summary>
    /// <returns>False: there will be none, now and from now on.</returns>
    bool TryExchange();

    /// <summary>How many bytes there are of an answer: no more than there was room for.</summary>
    int AnsweredBytes(int slot);

    /// <summary>The beginning of an answer.</summary>
    ReadOnlySpan<byte> HeadOf(int slot);
}
