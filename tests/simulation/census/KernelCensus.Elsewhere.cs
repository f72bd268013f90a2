using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Intercore;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;
using Thread = Diesis.Kernel.Objects.Thread;
using ThreadState = Diesis.Kernel.Objects.ThreadState;

namespace Diesis.Simulating;

/// <summary>What cores have of each other: calls that are open, who makes them there, what they hold on the way.</summary>
internal sealed unsafe partial class KernelCensus
{
    /// <summary>Places of handle tables whose handles went along with a call, and whether they were taken there.</summary>
    private readonly Dictionary<nint, bool> _locked = [];

    /// <summary>Who acts for threads of other cores: in slots of calls, and those whose time is still run on.</summary>
    private void FindVisitors()
    {
        for (int core = 0; core < world.CoreCount; core++)
        for (int source = 0; source < world.CoreCount; source++)
        {
            CallTable* calls = world.OutboundOf(core, source)->Mine;
            for (int slot = 0; slot < CallTable.MostCalls; slot++)
            {
                Visitor* visitor = calls->VisitorIn(slot);
                if (visitor == null) continue;
                Add(&visitor->Thread.Header, references: 1);
                Add(&visitor->Time.Header);
            }
        }
        for (int i = 0; i < _count; i++)
        {
            if (_objects[i].Object->Type != ObjectType.Thread || _objects[i].Object->Budget == null) continue;
            var thread = (Thread*)_objects[i].Object;
            if (thread->Context == null) continue;
            ThreadMore* more = ThreadPage.More(thread->Context);
            if (more->PaysForVisitor) Charge(thread->Header.Budget, Visitor.Bytes);
            if (more->PaysForVisitor != (more->IsCallOpen && more->RemoteSlot == ThreadMore.Parked)) Fail($"{Name(&thread->Header)} pays for nobody, or somebody is not paid for");
            if (!more->PaysForVisitor || !IsWaiting(&more->ParkedAs->Thread)) continue;
            Add(&more->ParkedAs->Thread.Header, references: 1);
            Add(&more->ParkedAs->Time.Header);
        }
        for (int i = 0; i < _count; i++)
        {
            if (_objects[i].Object->Type != ObjectType.Thread) continue;
            SchedulingContext* time = ((Thread*)_objects[i].Object)->Running;
            if (time != null && time->Header.Budget == null && !_places.ContainsKey((nint)time)) Add(&time->Header);
        }
    }

    /// <summary>A receive that has met its call has nobody there any more.</summary>
    private static bool IsWaiting(Thread* visitor) => visitor->State != ThreadState.New;

    private void FindLocked()
    {
        _locked.Clear();
        foreach (ref readonly Counted counted in Objects)
        {
            if (counted.Object->Type != ObjectType.Thread || counted.Object->Budget == null) continue;
            var thread = (Thread*)counted.Object;
            if (thread->Context == null) continue;
            ThreadMore* more = ThreadPage.More(thread->Context);
            if (!more->IsCallOpen) continue;
            Visitor* visitor = VisitorOf(thread, more);
            for (int i = 0; i < Abi.Message.MostHandles; i++)
            {
                if (more->Locked[i] != 0) _locked.Add((nint)more->Locked[i], visitor != null && visitor->TookHandles);
            }
        }
    }

    /// <summary>Who makes a thread's call on another core; null while it waits for a slot.</summary>
    private Visitor* VisitorOf(Thread* caller, ThreadMore* more) => !more->IsCallOpen || more->RemoteSlot == ThreadMore.Queued ? null
        : more->RemoteSlot == ThreadMore.Parked ? more->ParkedAs
        : world.OutboundOf(more->RemoteCore.Value, caller->Header.Core.Value)->Mine->VisitorIn(more->RemoteSlot);

    /// <summary>A visitor holds its time, and what its call has given so far.</summary>
    private void CountVisitor(ObjectHeader* user)
    {
        if (user->Type != ObjectType.Thread) return;
        var visitor = (Visitor*)user;
        Refer(visitor->Thread.Own, "a visitor");
        if (visitor->Thread.State == ThreadState.New) return;
        for (int i = 0; i < visitor->GivenCount; i++)
        {
            HandleEntry given = visitor->Given[i];
            CountHandle(&given);
        }
    }

    /// <summary>What a thread holds while its call is made on another core, and for it.</summary>
    private void CountOpenCall(Thread* thread, ThreadMore* more)
    {
        Visitor* visitor = VisitorOf(thread, more);
        if (more->IsCallOpen)
        {
            Refer(thread, "an open call");
            ref Counted process = ref Of(thread->Process, "an open call");
            process.References++;
            process.OpenCalls++;
            process.Promised += more->PromisedHandles;
        }
        ObjectHeader* pinned = more->Pin.Target;
        if (pinned == null || visitor != null && visitor->TookPin) return;
        if (pinned->Type == Mapping.Type)
        {
            _ = Of(pinned, "a pin");
            return;
        }
        if (pinned->Type == ObjectType.Endpoint) ReferForCalls((Endpoint*)pinned, "a pin");
        else Refer(pinned, "a pin");
        if (pinned->Type == ObjectType.AddressSpace) Of(pinned, "a pin").Pins++;
    }

    private void CountMappedElsewhere(CpuDriver* cpu)
    {
        for (Mapping* mapping = cpu->FirstMappedElsewhere; mapping != null; mapping = mapping->NextOfHolder)
            Of(mapping, "what other cores have mapped").Holders++;
    }

    /// <summary>Handles that may have mapped something on other cores, by their numbers.</summary>
    private readonly Dictionary<ulong, HandleEntry> _mappers = [];

    private void CountToken(HandleEntry* entry)
    {
        if (entry->Token != 0 && !_mappers.TryAdd(entry->Token, *entry)) Fail($"two handles have the number {entry->Token:x} for their mappings on other cores");
    }

    /// <summary>What is mapped by a handle of another core's table: that is there, of this memory, and allows it; or the mapping is on its way out.</summary>
    private void CountHolders(CpuDriver* cpu)
    {
        ulong last = 0;
        CountHolders(cpu, cpu->FarHolders.Root, ref last);
    }

    private void CountHolders(CpuDriver* cpu, TreeNode* node, ref ulong last)
    {
        if (node == null) return;
        CountHolders(cpu, node->Left, ref last);
        FarHolder* holder = FarHolder.Of(node);
        Refer(holder, "a core's holders");
        if (holder->Mappings == null || node->Key < last) Fail("the holders of mappings by other cores are in disorder");
        last = node->Key;
        bool isThere = _mappers.TryGetValue(node->Key, out HandleEntry mapper) && (mapper.MappedAt & 1UL << cpu->Number.Value % 64) != 0;
        if (!isThere && !holder->IsReleased) Fail($"what is mapped by a handle that is gone stays: {Name(&holder->Mappings->Header)}");
        CountMappings(&holder->Mappings, isThere ? mapper.Object : null, isThere ? mapper.Meaning.Rights : Rights.All);
        for (Mapping* mapping = holder->Mappings; mapping != null; mapping = mapping->NextOfHolder)
        {
            if (!mapping->IsHeldFar) Fail($"{Name(&mapping->Header)} does not know that another core's handle has made it");
        }
        CountHolders(cpu, node->Right, ref last);
    }

    private static void CheckProcess(Process* process, in Counted counted)
    {
        string name = Name(&process->Header);
        if (process->OpenCalls != counted.OpenCalls) Fail($"{name} counts {process->OpenCalls} open calls, and there are {counted.OpenCalls}");
        if (process->Handles.Promised != counted.Promised) Fail($"{name} keeps {process->Handles.Promised} places, and {counted.Promised} are promised");
    }
}
