using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Rings;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Programs;

/// <summary>Rings whose memory goes with the budget of who made them: whoever uses them sees an end, and lives.</summary>
internal static class RingTests
{
    private const ulong RingPages = 4, RingBytes = RingPages * MemoryLayout.PageSize;

    /// <summary>More than one page, so that not all of them are touched at once.</summary>
    private const int Items = 1000;

    [GuestTest]
    internal static void AReaderSeesTheEndOfARingThatHasGone(ref Test test)
    {
        if (!TryMake(ref test, out Handle<MemoryBudget> maker, out WritingEnd<ulong> writing, out ReadingEnd<ulong> reading)) return;
        using RecordWriter<ulong> writer = RecordWriter<ulong>.Open(writing).Value;
        using RecordReader<ulong> reader = RecordReader<ulong>.Open(reading).Value;
        for (ulong i = 1; i <= Items; i++) test.True(writer.TryWrite(i));
        ulong expected = 1;
        for (; expected <= Items / 4; expected++) test.True(reader.TryRead(out ulong item) && item == expected);
        End(maker);
        Span<ulong> batch = stackalloc ulong[16];
        Status status;
        while ((status = reader.Read(batch, out int count)) == Status.Ok)
            foreach (ulong item in batch.Slice(0, count)) test.Equal(expected++, item);
        test.Equal((long)Status.PeerClosed, (long)status);
        test.False(reader.TryRead(out _));
    }

    [GuestTest]
    internal static void AWriterSeesTheEndOfARingThatHasGone(ref Test test)
    {
        if (!TryMake(ref test, out Handle<MemoryBudget> maker, out WritingEnd<ulong> writing, out ReadingEnd<ulong> reading)) return;
        reading.Release();
        using RecordWriter<ulong> writer = RecordWriter<ulong>.Open(writing).Value;
        test.True(writer.TryWrite(1));
        End(maker);
        // What it writes until it looks goes nowhere.
        Status status = Status.Ok;
        for (int i = 0; i < 2 * Items && status == Status.Ok; i++) status = writer.Write([(ulong)i], out _);
        test.Equal((long)Status.PeerClosed, (long)status);
    }

    /// <summary>More rings than one page of notes has room for, all gone at once; and what took their place does not stay.</summary>
    [GuestTest]
    internal static void ManyRingsCanGoAtOnce(ref Test test)
    {
        LoseRings(ref test, 200);
        GC.Collect();
        ulong before = Used();
        LoseRings(ref test, 200);
        GC.Collect();
        test.True(Used() <= before + RingBytes);
    }

    private static void LoseRings(ref Test test, int count)
    {
        var readers = new RecordReader<ulong>[count];
        if (!test.Require(Kernel.CreateBudget(Startup.Block.Budget, (ulong)count * 2 * RingBytes, out Handle<MemoryBudget> maker) == Status.Ok)) return;
        for (int i = 0; i < count; i++)
        {
            if (!test.Require(RingEnds.Create<ulong>(maker, RingPages, out WritingEnd<ulong> writing, out ReadingEnd<ulong> reading) == Status.Ok)) return;
            writing.Release();
            readers[i] = RecordReader<ulong>.Open(reading).Value;
        }
        End(maker);
        Span<ulong> none = stackalloc ulong[1];
        foreach (RecordReader<ulong> reader in readers)
        {
            test.Equal((long)Status.PeerClosed, (long)reader.Read(none, out _));
            reader.Dispose();
        }
    }

    private static bool TryMake(ref Test test, out Handle<MemoryBudget> maker, out WritingEnd<ulong> writing, out ReadingEnd<ulong> reading)
    {
        writing = default;
        reading = default;
        return test.Require(Kernel.CreateBudget(Startup.Block.Budget, 4 * RingBytes, out maker) == Status.Ok)
            && test.Require(RingEnds.Create(maker, RingPages, out writing, out reading) == Status.Ok);
    }

    private static void End(Handle<MemoryBudget> maker)
    {
        _ = Kernel.EndBudget(maker);
        _ = Kernel.Release(maker);
    }

    private static ulong Used()
    {
        _ = Kernel.Query(Startup.Block.Budget, out ObjectInfo budget);
        return budget.Detail1;
    }
}
