using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>A thread that does whatever its seed says: system calls of all kinds, its memory used, faults.</summary>
internal sealed class RandomProgram(RandomHistory history, SeededRandom random)
{
    private const int LeastSteps = 16, MoreSteps = 96;

    private readonly RandomCalls _calls = new(history.World, new SeededRandom(random.Next()), history.NextProgram);
    private SeededRandom _random = random;

    /// <summary>Where all is that a budget had left.</summary>
    private Handle<MemoryBudget> _hoard;

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
                case 6 when _random.OneIn(3):
                    await Hoard(thread);
                    break;
                case 7 when _random.OneIn(4):
                    await Collect(thread);
                    break;
                case 7 when _random.OneIn(2):
                    last = await Misuse(thread, last);
                    break;
                default:
                    last = await thread.Invoke(_calls.Next(in last));
                    break;
            }
        }
    }

    /// <summary>Takes what a budget has left, but for a page or two: so any call may be the one that cannot be paid for. Or gives it back.</summary>
    private async Task Hoard(SimulatedThread thread)
    {
        Handle<MemoryBudget> budget = ProgramTools.ChooseBudget(ref _random);
        ulong left = OwnHandles.LeftOf(budget), spared = (ulong)_random.Below(3) * MemoryLayout.PageSize;
        if (!_hoard.IsNone) _ = await thread.Release(_hoard);
        else if (left > spared) (_, _hoard) = await thread.CreateBudget(budget, left - spared);
        if (_random.OneIn(2)) _hoard = default;
        // There may be room for objects yet, in pages that are paid for.
        for (int objects = _random.Below(2) * 32; objects > 0; objects--)
        {
            if (await thread.CreateNotification(budget) is not (Status.Ok, _)) return;
        }
    }

    /// <summary>Makes a call by a handle that does not do: without rights, to what is gone, or lent and taken back.</summary>
    private async Task<SystemCallRegisters> Misuse(SimulatedThread thread, SystemCallRegisters last)
    {
        SystemCallRegisters call = _calls.Next(in last);
        var good = new Handle(call.A0);
        Rights rights = OwnHandles.RightsOf(good);
        Handle bad;
        switch (_random.Below(3))
        {
            case 0:
                (_, bad) = await thread.Weaken(good, Rights.None);
                break;
            case 1:
                (_, bad) = await thread.Weaken(good, rights);
                _ = await thread.Release(good);
                break;
            default:
                (_, Handle<Lease> lease, bad) = await thread.Lend(ProgramTools.ChooseBudget(ref _random), good, rights, 0);
                _ = await thread.Revoke(lease);
                break;
        }
        call.A0 = bad.Value;
        return await thread.Invoke(call);
    }

    /// <summary>Makes many handles at once: tables grow by a page for so many.</summary>
    private async Task Collect(SimulatedThread thread)
    {
        var collected = new Handle(OwnHandles.Choose(ref _random, ObjectType.None, Rights.Clone, call: 0, out _));
        for (int handles = 32; handles > 0; handles--)
        {
            if (await thread.Weaken(collected, Rights.None) is not (Status.Ok, _)) return;
        }
    }
}
