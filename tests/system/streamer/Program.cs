using System;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Services;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>Streams numbers from threads of its own, and keeps its count in memory that outlives it.</summary>
internal static class Program
{
    private const ulong RingPages = 2;

    private sealed class Streamer(StateMemory memory) : IStreamer
    {
        private Subscribers<StreamEvents> _watchers;

        private ref ulong Count => ref MemoryMarshal.Cast<byte, ulong>(memory.Bytes)[0];

        public Status Stream(ulong from, ulong end, out ReadingEnd<ulong> numbers)
        {
            Status status = RingEnds.Create(Startup.Block.Budget, RingPages, out WritingEnd<ulong> own, out numbers);
            if (status == Status.Ok) Begin(() => Write(own, from, end));
            return status;
        }

        private static void Write(WritingEnd<ulong> own, ulong next, ulong end)
        {
            Result<RecordWriter<ulong>> opened = RecordWriter<ulong>.Open(own);
            if (!opened.IsOk) return;
            Span<ulong> batch = stackalloc ulong[32];
            Status status = Status.Ok;
            while (status == Status.Ok && next < end)
            {
                int count = (int)Math.Min((ulong)batch.Length, end - next);
                for (int i = 0; i < count; i++) batch[i] = next++;
                status = opened.Value.Write(batch.Slice(0, count), out _);
            }
            // As long as nobody ends the process the stream has no end, either.
            Thread.Sleep(Timeout.Infinite);
        }

        public Status Change()
        {
            Count++;
            _watchers.Tell(StreamEvents.Changed);
            return Status.Ok;
        }

        public Status ReadCount(out ulong count)
        {
            count = Count;
            return Status.Ok;
        }

        public Status Watch(Subscriber<StreamEvents> watcher) => _watchers.Add(watcher);

        public Status End()
        {
            Environment.Exit(1);
            return Status.Ok;
        }

        public Status EndAfter(uint milliseconds)
        {
            Begin(() =>
            {
                Thread.Sleep((int)milliseconds);
                Environment.Exit(1);
            });
            return Status.Ok;
        }

        private static void Begin(ThreadStart what) => new Thread(what) { IsBackground = true }.Start();
    }

    private static int Main()
    {
        if (!Service.TryMapState(out StateMemory memory)) return 1;
        var streamer = new Streamer(memory);
        return (int)StreamerServer.Run(Service.EndpointFor(StreamerName.Value), ref streamer);
    }
}
