using Diesis.Abi;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>A thread that does whatever its seed says: system calls of all kinds, its memory used, faults.</summary>
internal sealed class RandomProgram(RandomHistory history, SeededRandom random)
{
    private const int LeastSteps = 16, MoreSteps = 96;

    private readonly RandomCalls _calls = new(history.World, new SeededRandom(random.Next()), history.NextProgram);
    private SeededRandom _random = random;

    public async Task Run(SimulatedThread thread)
    {
        SystemCallRegisters last = default;
        for (int left = LeastSteps + _random.Below(MoreSteps); left > 0; left--)
        {
            switch (_random.Below(16))
            {
                case 0:
                    await thread.Compute((ulong)_random.Below(2000));
                    break;
                case 1 or 2:
                    await thread.Read(_calls.NextAddress(isWrite: false));
                    break;
                case 3 or 4 or 5:
                    await thread.Write(_calls.NextAddress(isWrite: true), _random.Next());
                    break;
                case 6 when _random.OneIn(12):
                    await thread.Fault(FaultCode.Divide);
                    break;
                default:
                    last = await thread.Invoke(_calls.Next(in last));
                    break;
            }
        }
    }
}
