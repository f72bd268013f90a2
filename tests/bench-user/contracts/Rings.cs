using System;
using System.Threading;
using Diesis.Abi;
using Diesis.Communication.Rings;
using Diesis.Tests.Framework;
using Diesis.Tests.User;

namespace Diesis.Tests.Bench.User;

/// <summary>Streams from one process to another: what an item costs in a stream that does not stop, and what it costs to wake who waits for one.</summary>
/// <remarks>Counted are the instructions of all cores; one that has nothing to do sleeps.</remarks>
internal static unsafe class Rings
{
    private const int Records = 4096, Kibibytes = 64, Wakes = 64, Batch = 64, ByteBatch = 4096;

    private struct Record { public ulong First, Second, Third, Fourth; }

    private static ulong ReadRecords(ulong none) => Read<Record>(Batch);

    private static ulong ReadBytes(ulong none) => Read<byte>(ByteBatch);

    /// <summary>Reads in batches for as long as anything comes, and says in the page how much that was.</summary>
    private static ulong Read<T>(int most) where T : unmanaged
    {
        var reader = RingPeer.GivenReader<T>();
        Span<T> batch = stackalloc T[most];
        while (reader.AwaitItems() == Status.Ok)
        {
            int count = reader.Read(batch);
            Volatile.Write(ref RingPeer.CommonWord, RingPeer.CommonWord + (ulong)count);
        }
        return 0;
    }

    /// <summary>Says how long it took until it had what came, and sleeps again.</summary>
    private static ulong ReadAndTell(ulong none)
    {
        var reader = RingPeer.GivenReader<Record>();
        while (reader.AwaitItems() == Status.Ok)
            while (reader.TryRead(out _)) Volatile.Write(ref RingPeer.CommonWord, Machine.ReadCycles() - Volatile.Read(ref RingPeer.CommonSecond));
        return 0;
    }

    [Benchmark("services", "ring_record")]
    internal static void RecordOnOneCore(ref Measurement measurement) => StreamRecords(ref measurement, 0);

    [Benchmark("services", "ring_record_cross_core")]
    internal static void RecordAcrossCores(ref Measurement measurement) => StreamRecords(ref measurement, 1);

    private static void StreamRecords(ref Measurement measurement, int core) => Stream<Record>(ref measurement, core, &ReadRecords, Records, Batch, Records);

    [Benchmark("services", "ring_bytes_per_kib")]
    internal static void BytesOnOneCore(ref Measurement measurement) => StreamBytes(ref measurement, 0);

    [Benchmark("services", "ring_bytes_per_kib_cross_core")]
    internal static void BytesAcrossCores(ref Measurement measurement) => StreamBytes(ref measurement, 1);

    private static void StreamBytes(ref Measurement measurement, int core) => Stream<byte>(ref measurement, core, &ReadBytes, Kibibytes * 1024, ByteBatch, Kibibytes);

    /// <param name="units">Of what is measured: so many are in all items.</param>
    private static void Stream<T>(ref Measurement measurement, int core, delegate*<ulong, ulong> read, int items, int most, int units) where T : unmanaged
    {
        if (!RingPeer.TryStart(core, read, out RingPeer peer)) return;
        var writer = peer.Writer<T>();
        Span<T> batch = stackalloc T[most];
        batch.Clear();
        RingPeer.CommonWord = 0;
        measurement.Start();
        for (int left = items; left > 0;)
        {
            int added = writer.Add(batch.Slice(0, Math.Min(left, most)));
            writer.Publish();
            left -= added;
            if (added == 0 && writer.AwaitRoom() != Status.Ok) return;
        }
        AwaitWord((ulong)items);
        measurement.Stop(units);
        writer.Close();
        peer.Dispose();
    }

    /// <summary>Until the reader says that it has had so many.</summary>
    private static void AwaitWord(ulong count)
    {
        while (Volatile.Read(ref RingPeer.CommonWord) != count) _ = Kernel.Yield();
    }

    [Benchmark("services", "ring_wakeup")]
    internal static void WakeOnOneCore(ref Measurement measurement) => Wake(ref measurement, 0);

    [Benchmark("services", "ring_wakeup_cross_core")]
    internal static void WakeAcrossCores(ref Measurement measurement) => Wake(ref measurement, 1);

    /// <summary>From before an item is written to when the reader, who slept, has it.</summary>
    private static void Wake(ref Measurement measurement, int core)
    {
        if (!RingPeer.TryStart(core, &ReadAndTell, out RingPeer peer)) return;
        var writer = peer.Writer<Record>();
        for (int round = 0; round < Wakes; round++)
        {
            RingPeer.CommonWord = 0;
            Volatile.Write(ref RingPeer.CommonSecond, Machine.ReadCycles());
            if (!writer.TryWrite(default)) return;
            while (Volatile.Read(ref RingPeer.CommonWord) == 0) World.Sleep(50 * World.Microsecond);
            measurement.StopSince(Machine.ReadCycles() - RingPeer.CommonWord);
            World.Sleep(50 * World.Microsecond);
        }
        writer.Close();
        peer.Dispose();
    }
}
