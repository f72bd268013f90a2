using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Services;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>What a client of streams and events sees when their server ends and is started anew: that it has, and from then on the next one; nothing is lost, and nothing comes twice.</summary>
internal static class StreamTests
{
    /// <summary>Several times what a ring holds.</summary>
    private const ulong Numbers = 5_000;

    /// <summary>So often the server ends while it streams them.</summary>
    private const ulong Ends = 5;

    public static void Run(Verdict verdict)
    {
        verdict.Check("AStreamGoesOnWithTheNextServer", () => With(StreamsAcrossEnds));
        verdict.Check("WhoWaitsForAStreamHearsThatItsServerEnded", () => With(HearsOfTheEndAsleep));
        verdict.Check("WhoWaitsForEventsHearsThatTheirServerEnded", () => With(HearsOfEventsAcrossEnds));
        verdict.Check("NobodyWatchesAServiceThatItMayNotUse", MayNotWatchOthers);
    }

    /// <summary>The server ends when so much of a stream was read that a part of it lies in the ring, which goes with it.</summary>
    private static bool StreamsAcrossEnds(StreamerClient streamer)
    {
        ulong next = 1, ends = 0;
        while (next <= Numbers)
        {
            if (streamer.Stream(next, Numbers + 1, out ReadingEnd<ulong> end) != Status.Ok) return false;
            using RecordReader<ulong> reader = RecordReader<ulong>.Open(end).Value;
            Status status = ReadUpTo(reader, ref next, Math.Min(Numbers, next + Numbers / Ends));
            if (status != Status.Ok) return false;
            if (next > Numbers) break;
            if (streamer.End() != Status.PeerClosed) return false;
            ends++;
            if (ReadUpTo(reader, ref next, ulong.MaxValue) != Status.PeerClosed) return false;
        }
        return next == Numbers + 1 && ends > 1;
    }

    /// <summary>Reads as long as each number is the one behind that before.</summary>
    private static Status ReadUpTo(RecordReader<ulong> reader, ref ulong next, ulong last)
    {
        Span<ulong> batch = stackalloc ulong[16];
        while (next <= last)
        {
            Status status = reader.Read(batch, out int count);
            if (status != Status.Ok) return status;
            foreach (ulong number in batch.Slice(0, count))
                if (number != next++) return Status.BadMessage;
        }
        return Status.Ok;
    }

    private static bool HearsOfTheEndAsleep(StreamerClient streamer)
    {
        if (streamer.Stream(1, 2, out ReadingEnd<ulong> end) != Status.Ok) return false;
        using RecordReader<ulong> reader = RecordReader<ulong>.Open(end).Value;
        ulong next = 1;
        return ReadUpTo(reader, ref next, 1) == Status.Ok && streamer.EndAfter(milliseconds: 20) == Status.Ok
            && ReadUpTo(reader, ref next, ulong.MaxValue) == Status.PeerClosed && next == 2;
    }

    private static bool HearsOfEventsAcrossEnds(StreamerClient streamer)
    {
        if (Subscription<StreamEvents>.Create(out Subscription<StreamEvents> news) != Status.Ok) return false;
        Status status = Service.Watch(StreamerName.Value, news);
        ulong before = 0;
        if (status == Status.Ok) status = streamer.ReadCount(out before);
        bool hears = status == Status.Ok && HearsOfChange(streamer, news);
        for (ulong i = 1; hears && i <= Ends; i++)
        {
            hears = streamer.EndAfter(milliseconds: 5) == Status.Ok && news.Wait(out _) == Status.PeerClosed && HearsOfChange(streamer, news)
                && streamer.ReadCount(out ulong count) == Status.Ok && count == before + 1 + i;
        }
        news.Dispose();
        return hears;
    }

    /// <summary>Subscribes, has something happen, and hears of it.</summary>
    private static bool HearsOfChange(StreamerClient streamer, Subscription<StreamEvents> news)
        => streamer.Watch(news.Subscriber) == Status.Ok && streamer.Change() == Status.Ok && news.Wait(out StreamEvents happened, 0) == Status.Ok
            && happened == StreamEvents.Changed;

    private static bool MayNotWatchOthers()
    {
        if (Subscription<StreamEvents>.Create(out Subscription<StreamEvents> news) != Status.Ok) return false;
        bool isRefused = Service.Watch(LedgerName.Value, news) == Status.NotPermitted;
        news.Dispose();
        return isRefused;
    }

    private static bool With(Func<StreamerClient, bool> use)
    {
        if (Service.Find(StreamerName.Value, out Handle<Endpoint> endpoint) != Status.Ok || StreamerClient.Connect(endpoint, out StreamerClient streamer) != Status.Ok) return false;
        bool does = use(streamer);
        streamer.Dispose();
        _ = Kernel.Release(endpoint);
        return does;
    }
}
