using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Abi.Objects;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>A thread that becomes foreign: another program's system calls and faults come to its handler, which is of the same thread.</summary>
internal sealed class ForeignProgram(RandomHistory history, SeededRandom random)
{
    /// <summary>The handler gives up after so many times: the program may well get nowhere.</summary>
    private const int MostEntries = 120;

    private const ulong Exit = 73;

    private readonly RandomCalls _calls = new(history.World, new SeededRandom(random.Next()), history.NextProgram);
    private SeededRandom _random = random;
    private int _entries;

    public async Task Run(SimulatedThread thread)
    {
        ulong page = _calls.NextAddress(isWrite: true) & ~(MemoryLayout.PageSize - 1);
        // Else its first lines may be what a program finds there that should not.
        if (!await thread.Write(page + ForeignPlaces.Instruction, history.NextProgram())) return;
        if (_random.OneIn(2)) await StartMeddler(thread, page);
        _ = await thread.SetForeign(history.World.AddProgram(Serve), page);
        for (int tries = 1 + _random.Below(3); tries > 0; tries--) _ = await thread.ReturnToForeign();
    }

    /// <summary>Starts a thread that interrupts foreign ones of the process, and takes their page away.</summary>
    private async Task StartMeddler(SimulatedThread by, ulong page)
    {
        Handle<Abi.Objects.Thread> meddler = await ProgramTools.MakeThread(by, ProgramTools.ChooseBudget(ref _random),
            ProgramTools.ChooseProcess(ref _random), ProgramTools.ChooseTime(ref _random));
        _ = await by.StartThread(meddler, history.World.AddProgram(thread => Meddle(thread, page)), 0, 0);
    }

    private async Task Meddle(SimulatedThread thread, ulong page)
    {
        var (_, alarm) = await thread.CreateNotification(ProgramTools.ChooseBudget(ref _random));
        for (int rounds = 2 + _random.Below(6); rounds > 0; rounds--)
        {
            _ = await thread.Wait(alarm, history.World.Hardware.Now + (ulong)_random.Below(4000));
            if (_random.OneIn(2)) _ = await thread.Unmap(ProgramTools.ChooseSpace(ref _random), page, 1);
            _ = await thread.InterruptForeign(ProgramTools.ChooseFor<Abi.Objects.Thread>(
                ref _random, ObjectType.Thread, Rights.Manage, SystemCallNumber.InterruptForeign));
        }
    }

    /// <summary>The handler.</summary>
    private async Task Serve(SimulatedThread thread)
    {
        ulong page = thread.Argument;
        if (_entries++ == MostEntries) return;
        SystemCallRegisters last = default;
        for (int calls = _random.Below(3); calls > 0; calls--) last = await thread.Invoke(_calls.Next(in last));
        var (_, reason) = await thread.Read(page + ForeignPlaces.Reason);
        switch ((ForeignReason)reason)
        {
            case ForeignReason.SystemCall:
                var (_, number) = await thread.Read(page + ForeignPlaces.Number);
                if (number == Exit) return;
                _ = await thread.Write(page + ForeignPlaces.Number, (ulong)_random.Below(4));
                break;
            case ForeignReason.Fault:
                var (_, place) = await thread.Read(page + ForeignPlaces.Instruction);
                if (!_random.OneIn(8)) _ = await thread.Write(page + ForeignPlaces.Instruction, place + 1);
                break;
        }
        if (_random.OneIn(40)) _ = await thread.SetForeign(0, 0);
        for (int tries = 3; tries > 0; tries--) _ = await thread.ReturnToForeign();
    }
}
