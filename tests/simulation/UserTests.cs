using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>Small programs in user mode, through the kernel's real entries.</summary>
public sealed class UserTests
{
    private const ulong Never = ulong.MaxValue;

    [Simulated(Cores = 1, Seeds = 50)]
    public void AProgramUsesMemoryOfItsOwn(Simulation world)
    {
        world.Boot(0, static async thread =>
        {
            StartBlock start = thread.Start;
            var (made, memory) = await thread.CreateMemory(start.Budget, 4, MemoryOptions.None);
            Assert.Equal(Status.Ok, made);
            Assert.Equal(Status.Ok, await thread.Map(start.Space, memory, 0x10_0000, 1, 2, Protection.ReadWrite));
            Assert.True(await thread.Write(0x10_1008, 77));
            Assert.Equal((true, 77UL), await thread.Read(0x10_1008));
            Assert.Equal((true, 0UL), await thread.Read(0x10_0008));
            Assert.Equal(Status.Ok, await thread.Unmap(start.Space, 0x10_0000, 2));
            Assert.Equal(Status.Ok, await thread.Release(memory));
            Assert.Equal(Status.BadHandle, await thread.Release(memory));
        });
        world.Run();
    }

    [Simulated(Cores = 1, Seeds = 100)]
    public void AServerAnswersTwoClients(Simulation world)
    {
        int answered = 0;
        world.Boot(0, async thread =>
        {
            StartBlock start = thread.Start;
            var (_, endpoint) = await thread.CreateEndpoint(start.Budget);
            var (_, ended) = await thread.CreateNotification(start.Budget);
            await StartThread(thread, ended, 1, async server =>
            {
                Message message = default;
                (Status status, message) = await server.Receive(endpoint, message);
                while (status == Status.Ok)
                {
                    (status, message) = await server.ReplyReceive(endpoint, new Message { Word0 = message.Word0 + 1 });
                }
            });
            for (int i = 0; i < 2; i++)
            {
                await StartThread(thread, ended, 2UL << i, async client =>
                {
                    for (ulong n = 0; n < 5; n++)
                    {
                        (Status status, Message reply) = await client.Call(endpoint, new Message { Word0 = n * 10 });
                        Assert.Equal((Status.Ok, n * 10 + 1), (status, reply.Word0));
                        answered++;
                        await client.Compute(100);
                    }
                });
            }
            ulong all = 0;
            while ((all & 6) != 6) all |= (await thread.Wait(ended, Never)).Item2;
            Assert.Equal(10, answered);
            Assert.Equal(Status.Ok, await thread.Release(endpoint));
            while ((all & 7) != 7) all |= (await thread.Wait(ended, Never)).Item2;
        });
        world.Run();
    }

    private static async Task StartThread(SimulatedThread by, Handle<Notification> ended, ulong bit, UserProgram program)
    {
        StartBlock start = by.Start;
        var (_, time) = await by.CreateSchedulingContext(start.Budget, start.Scheduling, 10, 100_000, 100_000);
        var (made, thread) = await by.CreateThread(start.Budget, start.Process, time);
        Assert.Equal(Status.Ok, made);
        Assert.Equal(Status.Ok, await by.NotifyOfEnd(thread.Untyped, ended, bit));
        Assert.Equal(Status.Ok, await by.StartThread(thread, by.World.AddProgram(program), 0, 0));
    }
}
