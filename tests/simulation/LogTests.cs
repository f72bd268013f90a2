using System.Text.RegularExpressions;
using Diesis.Kernel;
using Diesis.Kernel.Console;
using Diesis.Machines;

namespace Diesis.Simulating;

/// <summary>Lines of the log on their way from the cores that write them to the one that prints.</summary>
public class LogTests
{
    [Simulated(Cores = 2)]
    public void LinesArriveWholeInOrderOrAreCounted(Simulation world)
    {
        const int lines = 150;
        LogRing ring = world.Cores[new CoreNumber(1)].Log;
        ulong logged = 0, refused = 0, taken = 0, told = 0, last = 0;
        world.OnCore(1, times: lines, core =>
        {
            ulong number = (ulong)core.Time + 1;
            Span<byte> text = stackalloc byte[1 + (int)(number % LogLine.Most)];
            text.Fill((byte)number);
            if (ring.TryAdd(new LogEntry(number, LogLevel.Information, text))) logged++;
            else refused++;
        });
        world.OnCore(0, times: lines, core =>
        {
            for (int i = core.Below(6); i > 0; i--)
            {
                if (!ring.TryPeek(out ulong number)) break;
                Assert.True(ring.TryTake(out LogEntry entry), "a line that was there is gone");
                taken++;
                Assert.Equal(number, entry.Nanoseconds);
                Assert.True(number > last, "a line comes after a later one");
                last = number;
                Assert.Equal(1 + (int)(number % LogLine.Most), entry.Bytes.Length);
                Assert.Equal(-1, entry.Bytes.IndexOfAnyExcept((byte)number));
            }
            told += ring.TakeDropped();
        });

        world.Run();
        Assert.Equal((logged, refused), (taken + ring.Waiting, told + ring.Untold));
        Assert.Equal((ulong)lines, logged + refused);
    }

    /// <summary>The boot core does nothing but what an idle one does, so only the bells bring it to the lines.</summary>
    [Simulated(Cores = 4)]
    public void AnIdleBootCorePrintsWhatOthersLog(Simulation world)
    {
        const int lines = 40;
        world.OnCore(0, times: 1, _ => CpuDriver.Current.RunThreads());
        for (int core = 1; core < world.CoreCount; core++)
        {
            world.OnCore(core, times: lines, core =>
            {
                Log.Info($"line {core.Time}");
                for (int i = core.Below(60); i > 0; i--) Machine.InterleavingPoint();
            });
        }

        world.Run();
        for (int core = 1; core < world.CoreCount; core++)
        {
            int[] printed = [.. Regex.Matches(world.Hardware.Console, $@"c{core}\] line (\d+)\n").Select(match => int.Parse(match.Groups[1].Value))];
            int lost = Regex.Matches(world.Hardware.Console, $@"c{core}\] warning: (\d+) lines of this core were lost").Sum(match => int.Parse(match.Groups[1].Value));
            Assert.Equal(printed.Order(), printed);
            LogRing ring = world.Cores[new CoreNumber(core)].Log;
            Assert.True(ring.Waiting == 0, $"a line of core {core} waits while the boot core sleeps");
            // A loss is told when the next line is printed, which need not come.
            Assert.Equal(lines, printed.Length + lost + (int)ring.Untold);
        }
    }
}
