using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Simulating;

/// <summary>Wires of devices, which all lead to core 0, and their owners on all cores.</summary>
public sealed class LineTests
{
    private const int Cores = 3, Lines = 2, Rounds = 5;
    private const ulong Never = ulong.MaxValue;

    [Simulated(Cores = Cores, Seeds = 100)]
    public void EdgesComeToTheirOwnersWhereverTheseLive(Simulation world) => TellOfLines(world, InterruptSignal.RisingEdge);

    [Simulated(Cores = Cores, Seeds = 100)]
    public void LevelsComeToTheirOwnersWhereverTheseLive(Simulation world) => TellOfLines(world, InterruptSignal.HighLevel);

    /// <summary>Each core takes the lines in turn, has its device signal, and gives them up while one is on its way.</summary>
    private static void TellOfLines(Simulation world, InterruptSignal signal)
    {
        var owners = new SimulatedThread?[Lines];
        int taken = 0;
        for (int core = 0; core < Cores; core++)
        {
            world.Boot(core, async thread =>
            {
                for (uint round = 0; round < Rounds; round++)
                {
                    uint line = (round + (uint)thread.Core) % Lines;
                    var (status, interrupt) = await thread.CreateInterrupt(thread.Start.Budget, thread.Start.Interrupts, line, signal);
                    if (status == Status.Overlap)
                    {
                        await thread.Compute(200);
                        continue;
                    }
                    Assert.Equal(Status.Ok, status);
                    Assert.Null(owners[line]);
                    owners[line] = thread;
                    taken++;
                    await Drive(thread, interrupt, line);
                    owners[line] = null;
                    Assert.Equal(Status.Ok, await thread.Release(interrupt));
                }
            });
        }
        world.Run();
        Assert.True(taken >= Rounds, "somebody always gets a line");
    }

    private static async Task Drive(SimulatedThread thread, Handle<Interrupt> interrupt, uint line)
    {
        var (_, notification) = await thread.CreateNotification(thread.Start.Budget);
        Assert.Equal(Status.BadState, await thread.AcknowledgeInterrupt(interrupt));
        Assert.Equal(Status.Ok, await thread.BindInterrupt(interrupt, notification, 1));
        for (int i = 0; i < 3; i++)
        {
            // Before it may come, or after.
            if (i == 1) thread.World.Hardware.RaiseLine(line);
            Assert.Equal(Status.Ok, await thread.AcknowledgeInterrupt(interrupt));
            if (i != 1) thread.World.Hardware.RaiseLine(line);
            Assert.Equal((Status.Ok, 1UL), await thread.Wait(notification, Never));
            thread.World.Hardware.LowerLine(line);
        }
        Assert.Equal(Status.Ok, await thread.AcknowledgeInterrupt(interrupt));
        thread.World.Hardware.RaiseLine(line);
        Assert.Equal(Status.Ok, await thread.MaskInterrupt(interrupt));
        thread.World.Hardware.LowerLine(line);
        Assert.Equal(Status.Ok, await thread.Release(notification));
    }
}
