using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication.Rings;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>
/// The ring of the library itself between two processes, its notifications being those of the kernel. <c>tests/models/ring.pml</c> goes through every order of the steps; this is
/// about the code.
/// </summary>
public sealed class RingTests
{
    private const int Items = 12, MostWaits = 1_000;

    [Simulated(Cores = 1, Seeds = 20)]
    public void NoWakeUpIsLostOnOneCore(Simulation world) => Stream(world, readerCore: 0);

    [Simulated(Cores = 2, Seeds = 40)]
    public void NoWakeUpIsLostBetweenCores(Simulation world) => Stream(world, readerCore: 1);

    private static void Stream(Simulation world, int readerCore)
    {
        ulong seed = world.Hardware.Seed;
        uint capacity = 1u << (int)(seed % 4);
        nint memory = Allocate(capacity);
        bool isRead = false, isWritten = false;
        world.BootAll(async thread =>
        {
            StartBlock start = thread.Start;
            var (_, itemsThere) = await thread.CreateNotification(start.Budgets[readerCore]);
            var (_, roomThere) = await thread.CreateNotification(start.Budget);
            RemoteProcess reader = await RemoteProcess.Make(thread, readerCore);
            Handle<Notification> itemsOfReader = new(await reader.Give(thread, itemsThere.Untyped)), roomOfReader = new(await reader.Give(thread, roomThere.Untyped));
            await reader.Start(thread, async other =>
            {
                await new SteppedProgram(seed * 2).Run(other, () => Read(memory, capacity, itemsOfReader, roomOfReader, seed));
                isRead = true;
            });
            await new SteppedProgram(seed * 2 + 1).Run(thread, () => Write(memory, capacity, itemsThere, roomThere, seed));
            isWritten = true;
            // What was made here ends with this program.
            var (_, alarm) = await thread.CreateNotification(start.Budget);
            for (int waits = 0; !isRead && waits < MostWaits; waits++) await RemoteProcess.Sleep(thread, alarm, 10_000);
        });
        try
        {
            world.Run();
            Assert.True(isWritten, "the writer sleeps for ever");
            Assert.True(isRead, "the reader sleeps for ever");
        }
        finally
        {
            Free(memory);
        }
    }

    private static unsafe nint Allocate(uint capacity) => (nint)NativeMemory.AllocZeroed((nuint)RingLayout.Size + capacity * sizeof(ulong));

    private static unsafe void Free(nint memory) => NativeMemory.Free((void*)memory);

    /// <summary>In batches of any length, shown or not, to the end.</summary>
    private static unsafe void Write(nint memory, uint capacity, Handle<Notification> itemsThere, Handle<Notification> roomThere, ulong seed)
    {
        SeededRandom random = new(seed);
        RingWriter<ulong> writer = new((void*)memory, capacity, itemsThere, roomThere);
        Span<ulong> batch = stackalloc ulong[5];
        for (ulong next = 0; next < Items;)
        {
            int wanted = (int)Math.Min((ulong)random.Below(batch.Length) + 1, Items - next);
            for (int i = 0; i < wanted; i++) batch[i] = next + (ulong)i + 1;
            int added = writer.Add(batch[..wanted]);
            next += (ulong)added;
            if (random.Below(2) == 0) writer.Publish();
            if (added < wanted) Assert.Equal(Status.Ok, writer.AwaitRoom());
        }
        writer.Close();
    }

    private static unsafe void Read(nint memory, uint capacity, Handle<Notification> itemsThere, Handle<Notification> roomThere, ulong seed)
    {
        SeededRandom random = new(~seed);
        RingReader<ulong> reader = new((void*)memory, capacity, itemsThere, roomThere);
        Span<ulong> into = stackalloc ulong[5];
        ulong expected = 1;
        Status status;
        while ((status = reader.AwaitItems()) == Status.Ok)
        {
            int count = reader.Read(into[..(random.Below(into.Length) + 1)]);
            foreach (ulong item in into[..count]) Assert.Equal(expected++, item);
        }
        Assert.Equal(Status.PeerClosed, status);
        Assert.Equal((ulong)Items + 1, expected);
    }
}
