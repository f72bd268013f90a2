using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Devices;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;
using Thread = Diesis.Kernel.Objects.Thread;
using ThreadState = Diesis.Kernel.Objects.ThreadState;
using Timer = Diesis.Kernel.Objects.Timer;

namespace Diesis.Simulating;

/// <summary>What each object holds: references, pages, and whose it says they are.</summary>
internal sealed unsafe partial class KernelCensus
{
    private void CountUses()
    {
        for (int i = 0; i < _count; i++)
        {
            ObjectHeader* user = _objects[i].Object;
            // All memory of a core, and who acts there for others, are charged to nobody.
            if (user->Budget == null)
            {
                CountVisitor(user);
                continue;
            }
            if (user->Type == DmaRange.Type) CountDmaRange((DmaRange*)user);
            switch (user->Type)
            {
                case ObjectType.MemoryBudget: Charge(user->Budget, ((MemoryBudget*)user)->Limit); break;
                case ObjectType.MemoryObject: CountMemory((MemoryObject*)user); break;
                case ObjectType.AddressSpace: CountSpace((AddressSpace*)user); break;
                case ObjectType.Process: CountProcess((Process*)user); break;
                case ObjectType.Thread: CountThread((Thread*)user); break;
                case ObjectType.Endpoint: CountWaiters((Endpoint*)user); break;
                case ObjectType.Notification: CountWaiters((Notification*)user); break;
                case ObjectType.Timer: Refer(((Timer*)user)->Signal.To, "a timer"); break;
                case ObjectType.Interrupt: CountInterrupt((Interrupt*)user); break;
                case ObjectType.DmaSpace: CountDmaSpace((DmaSpace*)user); break;
                case ObjectType.Lease:
                    Refer(((Lease*)user)->Target, "a lease");
                    CountMappings(&((Lease*)user)->Mappings, ((Lease*)user)->Target, Rights.All);
                    break;
            }
        }
        for (int core = 0; core < world.CoreCount; core++)
        {
            for (int priority = 0; priority < SchedulingContext.Priorities; priority++) CountReady(Cpu(core), priority);
            CountMappedElsewhere(Cpu(core));
            CountHolders(Cpu(core));
        }
    }

    private void CountProcess(Process* process)
    {
        Refer(process->Space, "a process");
        if (process->Space != null && process->Space->Header.Core != process->Header.Core) Of(process->Space, "a process").Pins++;
        Refer(process->EndNotice.Signal.To, "a process's end");
        ref HandleTable handles = ref process->Handles;
        uint count = 0;
        for (uint index = 0; index < handles.Room; index++)
        {
            HandleEntry* entry = handles.EntryAt(index);
            if (index % HandleTable.EntriesPerPage == 0) Claim(entry, process->Header.Budget);
            bool isLocked = _locked.TryGetValue((nint)entry, out bool isTaken);
            if (entry->Key == 0 && !isLocked) continue;
            count++;
            if (!isTaken) CountHandle(entry);
            if (entry->Key != 0) CheckMeaning(process, index, entry);
        }
        if (handles.Directory != null) Claim(handles.Directory, process->Header.Budget);
        if (process->Ports != null) Claim(process->Ports, process->Header.Budget);
        if (count != handles.Count) Fail($"{Name(&process->Header)} counts {handles.Count} handles, and there are {count}");
        for (Thread* thread = process->Threads; thread != null; thread = ThreadPage.More(thread->Context)->NextOfProcess)
        {
            if (thread->Process != process) Fail($"{Name(&thread->Header)} is among the threads of another process");
        }
    }

    /// <summary>What each place of each process's table was when it was looked at last.</summary>
    private readonly Dictionary<(ulong Process, uint Index), (ulong Handle, ulong Object)> _meanings = [];

    /// <summary>A handle means the same as long as there is the process.</summary>
    private void CheckMeaning(Process* process, uint index, HandleEntry* entry)
    {
        var place = (process->Header.Generation, index);
        if (_meanings.TryGetValue(place, out var before) && before.Handle == entry->Key && before.Object != entry->ObjectGeneration)
            Fail($"handle {entry->Key:x} of {Name(&process->Header)} was {before.Object:x} and is {entry->ObjectGeneration:x}");
        _meanings[place] = (entry->Key, entry->ObjectGeneration);
    }

    private void CountHandle(HandleEntry* entry)
    {
        HandleMeaning meaning = entry->Meaning;
        CountMappings(&entry->Mappings, entry->Object, meaning.Rights);
        CountToken(entry);
        if (meaning.Kind != HandleKind.Strong) return;
        ref Counted target = ref Of(entry->Object, "a handle");
        target.References++;
        if (target.Object->Type != meaning.Type) Fail($"a handle says that {Name(target.Object)} is a {meaning.Type}");
        if (target.Object->Generation != entry->ObjectGeneration) Fail($"a handle leads to {Name(target.Object)} instead of what was there");
        if (meaning.Type != ObjectType.Endpoint) return;
        if ((meaning.Rights & Rights.Call) != 0) target.CallHandles++;
        if ((meaning.Rights & Rights.Serve) != 0) target.ServeHandles++;
    }

    /// <summary>The mappings that a handle or a lease has made: they are of its memory, and do no more than it allows.</summary>
    /// <param name="memory">Null when it is not known any more.</param>
    private void CountMappings(Mapping** first, ObjectHeader* memory, Rights rights)
    {
        Mapping** link = first;
        for (Mapping* mapping = *first; mapping != null; mapping = mapping->NextOfHolder)
        {
            Of(mapping, "a handle's mappings").Holders++;
            if (mapping->LinkOfHolder != link) Fail($"{Name(&mapping->Header)} does not know who leads to it");
            if (memory != null && !IsShown(mapping, memory)) Fail($"{Name(&mapping->Header)} is held by a handle of other memory");
            if ((mapping->Allowed & ~rights) != 0)
                Fail($"{Name(&mapping->Header)} allows more than the handle that made it");
            link = &mapping->NextOfHolder;
        }
    }

    /// <summary>Does a mapping show this memory, or what a lease of this stands for, or a view of it? One whose memory is gone shows none.</summary>
    private static bool IsShown(Mapping* mapping, ObjectHeader* memory)
    {
        MemoryObject* shown = mapping->Memory;
        if (shown == null) return true;
        if (shown->Backing == Backing.Far)
        {
            if (shown->Far == null) return true;
            shown = shown->Far->Memory;
        }
        return &shown->Header == (memory->Type == ObjectType.Lease ? ((Lease*)memory)->Target : memory);
    }

    private void CountThread(Thread* thread)
    {
        Refer(thread->Own, "a thread");
        if ((thread->Flags & ThreadFlags.KeepsTime) != 0) Refer(thread->Running, "a thread");
        else if (thread->Running != null) _ = Of(thread->Running, "a thread that runs on lent time");
        if (thread->Context == null) return;
        Claim(thread->Context, thread->Header.Budget);
        Refer(thread->Process, "a thread");
        ThreadMore* more = ThreadPage.More(thread->Context);
        Refer(more->EndNotice.Signal.To, "a thread's end");
        Refer(more->Bound, "a thread");
        ReferForCalls(more->FaultHandler, "a thread");
        CountOpenCall(thread, more);
    }

    private void CountWaiters(Endpoint* endpoint)
    {
        CountQueue(endpoint->Receivers, &endpoint->Header, ThreadState.Receiving);
        CountQueue(endpoint->Callers, &endpoint->Header, ThreadState.Calling);
    }

    private void CountWaiters(Notification* notification) => CountQueue(notification->Waiters, &notification->Header, ThreadState.Waiting);

    private void CountQueue(ThreadQueue queue, ObjectHeader* owner, ThreadState state)
    {
        Thread* last = null;
        for (Thread* thread = queue.First; thread != null; last = thread, thread = thread->Next)
        {
            Of(thread, "a queue").WaitQueues++;
            if (thread->Previous != last) Fail($"the queue of {Name(owner)} is broken");
            if (thread->State != state || thread->WaitsFor != owner)
                Fail($"{Name(&thread->Header)} is {thread->State}, in a queue of {Name(owner)} for those that are {state}");
        }
        if (queue.Last != last) Fail($"the queue of {Name(owner)} does not end where it says");
    }

    private void CountReady(CpuDriver* cpu, int priority)
    {
        for (Thread* thread = cpu->ReadyAt(priority).First; thread != null; thread = thread->Next)
        {
            Of(thread, "a run queue").RunQueues++;
            if (thread->Running == null || thread->Running->Priority != priority)
                Fail($"{Name(&thread->Header)} is in the queue of priority {priority}, and is not of that");
        }
    }

    private void CountMemory(MemoryObject* memory)
    {
        ReferForCalls(memory->Pager, "memory");
        Charge(memory->Header.Budget, (memory->HeldPages + memory->Nodes) * Page.Size);
        if ((memory->Flags & MemoryFlags.AwaitsFar) != 0) Refer(memory, "memory that others have to leave");
        if (memory->Backing == Backing.Far && memory->MappingCount != 0) Refer(memory, "its mappings");
        uint mappings = 0, far = 0;
        Mapping* last = null;
        for (Mapping* mapping = memory->Mappings; mapping != null; last = mapping, mapping = mapping->NextOfMemory)
        {
            Of(mapping, "memory").Memories++;
            if (mapping->Memory != memory || mapping->PreviousOfMemory != last) Fail($"the mappings of {Name(&memory->Header)} are in disorder");
            mappings++;
            if (mapping->IsFar) far++;
        }
        if (far != memory->FarMappings) Fail($"{Name(&memory->Header)} counts {memory->FarMappings} mappings elsewhere, and there are {far}");
        if (mappings != memory->MappingCount) Fail($"{Name(&memory->Header)} counts {memory->MappingCount} mappings, and there are {mappings}");
        if (memory->HasTree) CountTree(memory);
        if (memory->Backing == Backing.Run) ClaimRun(memory->Root.Frame, memory->Pages, memory->Header.Budget);
        if (memory->Pending.IsPresent) ClaimRun(memory->Pending.Frame, PageTree.PagesBelow(memory->Pending.PageLevel), memory->Header.Budget);
    }

    private void ClaimRun(Frame first, ulong pages, MemoryBudget* budget)
    {
        for (ulong i = 0; i < pages; i++) Claim(first + i);
        Charge(budget, pages * Page.Size);
    }
}
