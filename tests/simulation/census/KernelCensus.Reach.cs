using Diesis.Kernel.Objects;
using Diesis.Machines;
using Diesis.Machines.Simulated;
using Thread = Diesis.Kernel.Objects.Thread;

namespace Diesis.Simulating;

/// <summary>What user mode reaches by translations that its cores have kept. Unlike the rest of the books this holds while others are in the middle of something, too.</summary>
internal sealed unsafe partial class KernelCensus
{
    /// <summary>No core in user mode reaches a frame that a core takes for free.</summary>
    public void CheckReach()
    {
        for (int core = 0; core < world.CoreCount; core++)
        {
            if (!world.IsInUserMode(core)) continue;
            SimulatedCore user = world.Hardware[core];
            foreach (SimulatedTranslation kept in user.Translations.All)
                if (kept.Root == user.SpaceRoot) CheckIsNotFree(core, in kept);
        }
    }

    private void CheckIsNotFree(int core, in SimulatedTranslation kept)
    {
        for (int owner = 0; owner < world.CoreCount; owner++)
        {
            // One that is in the middle of an entry may be about to write down which frames are free.
            if (world.IsInUserMode(owner) && Cpu(owner)->Frames.IsFree(kept.Target.Frame)) Fail($"core {core} reaches {kept.Start:x} in a frame that core {owner} has free");
        }
    }

    /// <summary>
    /// No core in user mode uses what its tables do not have any more, in spaces of a core. That holds as long as no call is under way that takes something out.
    /// </summary>
    public void CheckForgotten(int home)
    {
        for (int core = 0; core < world.CoreCount; core++)
        {
            if (!world.IsInUserMode(core)) continue;
            Thread* running = Cpu(core)->CurrentThread;
            if (running == null || running->Space->Header.Core.Value != home) continue;
            SimulatedCore user = world.Hardware[core];
            foreach (SimulatedTranslation kept in user.Translations.All)
                if (kept.Root == running->Space->Root) CheckHolds(user, in kept);
        }
    }
}
