using Diesis.Abi.Description;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;
using Thread = Diesis.Kernel.Objects.Thread;
using ThreadState = Diesis.Kernel.Objects.ThreadState;

namespace Diesis.Simulating;

/// <summary>Which objects system calls can be made with that most of their type refuse: random calls choose these first.</summary>
internal static unsafe class Suitable
{
    /// <summary>No call can be made with a handle that suits this.</summary>
    public const uint ForNothing = uint.MaxValue;

    /// <param name="call">0: any will do.</param>
    public static bool Is(uint call, HandleEntry* entry)
    {
        if (entry->Object->Generation != entry->ObjectGeneration) return call is 0 or ForNothing;
        return call switch
        {
            SystemCallNumber.MapDma => BackingOf(entry) is not { } backing || backing == Backing.Run,
            SystemCallNumber.CreateDmaSpace or SystemCallNumber.CreateDeviceMemory => BackingOf(entry) is not { } backing || backing == Backing.Addresses,
            SystemCallNumber.CreateCopy or SystemCallNumber.SupplyPages => BackingOf(entry) is not { } backing || backing <= Backing.Pager,
            SystemCallNumber.CreateInterrupt or SystemCallNumber.CreateMessageInterrupt => IsRange(entry) != false,
            SystemCallNumber.BindInterrupt or SystemCallNumber.AcknowledgeInterrupt or SystemCallNumber.MaskInterrupt => IsRange(entry) != true,
            SystemCallNumber.StartThread => ThreadOf(entry) is var thread && (thread == null || thread->State == ThreadState.New),
            SystemCallNumber.Resume or SystemCallNumber.ReadRegisters or SystemCallNumber.WriteRegisters
                => ThreadOf(entry) is var thread && (thread == null || (thread->Flags & ThreadFlags.Suspended) != 0),
            SystemCallNumber.MigrateThread => ThreadOf(entry) is var thread && (thread == null || IsStill(thread)),
            SystemCallNumber.InterruptForeign => ThreadOf(entry) is var thread && (thread == null || IsInProgram(thread)),
            ForNothing => !entry->Object->IsAlive,
            _ => true,
        };
    }

    private static Backing? BackingOf(HandleEntry* entry)
        => entry->Meaning.Type == Abi.ObjectType.MemoryObject && entry->Object->Type == Abi.ObjectType.MemoryObject ? ((MemoryObject*)entry->Object)->Backing : null;

    private static bool? IsRange(HandleEntry* entry)
        => entry->Object->Type == Abi.ObjectType.Interrupt ? ((Interrupt*)entry->Object)->Kind == InterruptKind.Range : null;

    private static Thread* ThreadOf(HandleEntry* entry) => entry->Object->Type == Abi.ObjectType.Thread ? (Thread*)entry->Object : null;

    private static bool IsStill(Thread* thread)
        => thread->State == ThreadState.New || thread->State == ThreadState.Ready && (thread->Flags & ThreadFlags.Suspended) != 0;

    private static bool IsInProgram(Thread* thread) => thread->Context != null && thread->Context->Foreign.Mode == ForeignMode.Program;
}
