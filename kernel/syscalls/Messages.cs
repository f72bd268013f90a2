using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel;

/// <summary>System calls that make what messages need; the messages themselves are in <c>kernel/communication</c>.</summary>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    private Status Yield(ThreadContext* context)
    {
        Thread* thread = _current;
        if (!_ready.HasAtLeast(thread->Running->Priority)) return Status.Ok;
        _ready.AddLast(thread, thread->Running->Priority);
        _current = null;
        return Status.Ok;
    }

    private Status CreateEndpoint(Capability<MemoryBudget> budget, out Handle<Abi.Objects.Endpoint> endpoint)
    {
        endpoint = default;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out Endpoint* made);
        if (status == Status.Ok) endpoint = new(AddOwner(&made->Header));
        return status;
    }

    private Status CreateNotification(Capability<MemoryBudget> budget, out Handle<Abi.Objects.Notification> notification)
    {
        notification = default;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out Notification* made);
        if (status == Status.Ok) notification = new(AddOwner(&made->Header));
        return status;
    }

    private Status KeepReply(Capability<MemoryBudget> budget, out Handle<Abi.Objects.Reply> reply)
    {
        reply = default;
        Thread* server = _current;
        if (server->Caller == null) return Status.BadState;
        Status status = ReserveHandles(server->Process, 1);
        if (status != Status.Ok) return status;
        status = Create(budget.Object, out Reply* made);
        if (status != Status.Ok) return status;
        made->Caller = server->Caller;
        made->Caller->WaitsFor = &made->Header;
        server->Caller = null;
        KeepTime(server);
        reply = new(AddOwner(&made->Header));
        return Status.Ok;
    }
}
