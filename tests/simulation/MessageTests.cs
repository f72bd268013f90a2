using Diesis.Kernel.Intercore;
using Diesis.Machines;

namespace Diesis.Simulating;

/// <summary>Messages between the cores' drivers, under many interleavings.</summary>
public class MessageTests
{
    [Simulated(Cores = 4)]
    public void EveryRequestIsAnsweredOnceAndInOrder(Simulation world)
    {
        var sent = new ulong[world.CoreCount, world.CoreCount];
        var answered = new ulong[world.CoreCount, world.CoreCount];
        var last = new ulong[world.CoreCount];
        world.Always(() =>
        {
            for (int core = 0; core < world.CoreCount; core++)
            {
                ulong pong = world.Driver(core).LastPong;
                if (pong == last[core]) continue;
                last[core] = pong;
                int target = (int)(pong >> 32);
                if ((uint)pong != ++answered[core, target]) Assert.Fail($"core {target} answers {(uint)pong} out of turn");
            }
        });
        world.OnEveryCore(times: 15, core =>
        {
            int target = core.OtherCore();
            if (core.TryPing(target, (ulong)target << 32 | sent[core.Core, target] + 1)) sent[core.Core, target]++;
            else core.Wait();
        });

        world.Run();
        Assert.Equal(sent, answered);
    }

    [Simulated(Cores = 5)]
    public void ACoreThatAllOthersAskAnswersAll(Simulation world)
    {
        for (int asking = 1; asking < world.CoreCount; asking++)
        {
            world.OnCore(asking, times: 8, core =>
            {
                while (!core.TryPing(0, (ulong)core.Time)) core.Wait();
            });
        }
        // It does something else meanwhile and takes its interrupts only now and then.
        world.OnCore(0, times: 5, core =>
        {
            for (int i = core.Below(50); i > 0; i--) Machine.InterleavingPoint();
        });

        world.Run();
        for (int asking = 1; asking < world.CoreCount; asking++) Assert.Equal(7UL, world.Driver(asking).LastPong);
    }

    [Simulated(Cores = 2)]
    public void NoMoreRequestsAreOpenThanThereIsRoomForTheirAnswers(Simulation world)
    {
        int refused = 0;
        world.OnEveryCore(times: 20, core =>
        {
            if (!core.TryPing(1 - core.Core, 7)) refused++;
        });
        world.Always(() =>
        {
            for (int core = 0; core < 2; core++)
            {
                ulong open = OpenRequests(world, core);
                if (open > Inbox.MostOpenRequests) Assert.Fail($"{open} requests are open");
            }
        });
        world.Run();
    }

    private static unsafe ulong OpenRequests(Simulation world, int core)
        => world.Cores[new CoreNumber(core)].Outbox[1 - core].OpenRequests;
}
