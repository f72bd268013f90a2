using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>A thread that hears of the faults of others of its process, and is the pager of memory that they use.</summary>
internal sealed class FaultServer(RandomHistory history, SeededRandom random)
{
    private const ulong Pages = 4, MostRounds = 24;

    private readonly RandomCalls _calls = new(history.World, new SeededRandom(random.Next()), history.NextProgram);
    private SeededRandom _random = random;

    public async Task Run(SimulatedThread thread)
    {
        Handle<MemoryBudget> budget = ProgramTools.ChooseBudget(ref _random);
        var (_, endpoint) = await thread.CreateEndpoint(budget);
        var (_, paged) = await thread.CreatePagedMemory(budget, Pages, endpoint);
        ulong at = RandomCalls.Arena + (16 + (ulong)_random.Below(4)) * MemoryLayout.PageSize;
        _ = await thread.Map(ProgramTools.ChooseSpace(ref _random), paged, at, 0, Pages, Protection.ReadWrite);
        for (int clients = 1 + _random.Below(2); clients > 0; clients--)
        {
            Handle<Abi.Objects.Thread> client = await ProgramTools.MakeThread(thread, budget,
                ProgramTools.ChooseProcess(ref _random), ProgramTools.ChooseTime(ref _random));
            _ = await thread.SetFaultHandler(client, endpoint);
            _ = await thread.StartThread(client, _random.OneIn(2) ? history.World.AddProgram(new Toucher(at, _random.Next()).Run) : history.NextProgram(), 0, 0);
        }
        await Serve(thread, budget, endpoint, paged);
    }

    private async Task Serve(SimulatedThread thread, Handle<MemoryBudget> budget, Handle<Endpoint> endpoint, Handle<MemoryObject> paged)
    {
        Message message = default;
        for (ulong rounds = MostRounds; rounds > 0; rounds--)
        {
            Message answer = await Decide(thread, budget, paged, message);
            _ = answer.TrySetDeadline(history.World.Hardware.Now + 8_000);
            bool answers = message.Info.Status == Status.Ok && rounds != MostRounds && !_random.OneIn(12);
            (_, message) = answers ? await thread.ReplyReceive(endpoint, answer) : await thread.Receive(endpoint, answer);
            if (_random.OneIn(8)) _ = await thread.Invoke(_calls.Next(default));
        }
    }

    /// <summary>What becomes of a fault: mostly what lets the thread go on.</summary>
    private async Task<Message> Decide(SimulatedThread thread, Handle<MemoryBudget> budget, Handle<MemoryObject> paged, Message fault)
    {
        if (_random.OneIn(16)) return new Message { Label = (ulong)_random.Below(4) };
        bool isPage = fault.Label == (ulong)FaultCode.PageFault && fault.Word0 < Pages;
        if (!isPage) return new Message { Label = (ulong)FaultVerdict.Skip, Word0 = fault.Word0 + 1 };
        var (_, source) = await thread.CreateMemory(budget, Pages, MemoryOptions.Committed);
        _ = await thread.SupplyPages(paged, fault.Word0, source, 0, 1 + (ulong)_random.Below(2));
        _ = await thread.Release(source);
        return new Message { Label = (ulong)FaultVerdict.Continue };
    }

    /// <summary>Touches paged memory, which comes and goes.</summary>
    private sealed class Toucher(ulong at, ulong seed)
    {
        private SeededRandom _random = new(seed);

        public async Task Run(SimulatedThread thread)
        {
            for (int steps = 8 + _random.Below(24); steps > 0; steps--)
            {
                ulong page = (ulong)_random.Below((int)Pages);
                _ = await thread.Write(at + page * MemoryLayout.PageSize + (ulong)_random.Below(512) * 8, _random.Next());
                if (!_random.OneIn(4)) continue;
                _ = await thread.Decommit(ProgramTools.Choose<MemoryObject>(ref _random, ObjectType.MemoryObject, Rights.Write), page, 1);
            }
        }
    }
}
