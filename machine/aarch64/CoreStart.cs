using System.Runtime;
using Diesis.Kernel;

namespace Diesis.Machines.AArch64;

/// <summary>Starts the other cores, one at a time, by the firmware (PSCI), in CoreStart.S.</summary>
// SAFETY: blocks of cores are there for good.
internal static unsafe class A64CoreStart
{
    private const ulong PatienceNs = 2_000_000_000;

    /// <returns>False when the core did not begin in time.</returns>
    public static bool TryStart(A64Core* core)
    {
        A64Core* self = A64Instructions.ReadCoreBlock();
        // The core reads its block, and the first of its code, past the caches.
        A64Instructions.CleanToMemory(core, core + 1);
        A64Instructions.CleanToMemory(A64Physical.Code, (byte*)A64Physical.Code + Page.Size);
        PhysicalAddress entry = A64Physical.AddressOf(A64Physical.CoreEntry);
        if (!self->Psci.TryStartCore(core->HardwareId, entry, A64Physical.AddressOf(core))) return false;

        ulong end = Now(self) + PatienceNs;
        while (!core->HasBegun && Now(self) < end) A64Instructions.Pause();
        return core->HasBegun;
    }

    private static ulong Now(A64Core* core) => core->Clock.ToNanoseconds(A64Instructions.ReadCounter());

    /// <summary>The first C# of a core, on its own stack, in the kernel's page tables.</summary>
    [RuntimeExport("A64CoreBegins")]
    private static void Begin(A64Core* core)
    {
        core->Join();
        Entry.CoreStart(core->Number, core->Argument);
    }
}
