using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot;
using Diesis.Boot.Elf;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Init;

/// <summary>Makes processes of services, and ends them. Each instance is loaded anew, somewhere else than the one before.</summary>
internal sealed class ServiceProcesses : IServiceWorld
{
    private readonly ServiceInstance[] _instances;
    private readonly CoreMaker?[] _makers;

    /// <summary>Is signalled when services have ended, or processes for them have been made: bit n is the service with the number n.</summary>
    private readonly Handle<Notification> _ends;
    private readonly InitialFile[] _files;
    private readonly Handle<Endpoint> _broker;
    private readonly Handle<Timer> _timer;
    private SecretNumbers _random = new(Startup.Block.Seed);

    /// <param name="broker">Where services ask for others. This thread serves it, and is to hear of ends there.</param>
    public ServiceProcesses(SystemPlan plan, Handle<Endpoint> broker)
    {
        _broker = broker;
        _instances = new ServiceInstance[plan.Services.Count];
        for (int i = 0; i < _instances.Length; i++) _instances[i] = new ServiceInstance(plan.Services[i]);
        _files = plan.Files.Table();
        _makers = new CoreMaker?[Cores];
        Status bound = Kernel.CreateNotification(Startup.Block.Budget, out _ends);
        if (bound == Status.Ok) bound = Kernel.BindNotification(Startup.Block.Thread, _ends);
        if (bound == Status.Ok) bound = Kernel.CreateTimer(Startup.Block.Budget, _ends, TimerBit, out _timer);
        if (bound != Status.Ok) Console.WriteLine($"init: no ends will be seen: {bound}");
    }

    /// <summary>Before all services.</summary>
    private const uint MakerPriority = 48;

    /// <summary>Stands for no service.</summary>
    private const ulong TimerBit = 1UL << 63;

    /// <summary>Has this thread hear that a time has come.</summary>
    public void WakeAt(ulong deadlineMs) => _ = Kernel.SetTimer(_timer, SystemTime.ToNanoseconds(deadlineMs));

    public static int Cores => (int)Math.Min(Startup.Block.CoreCount, StartBlock.MostCores);

    public ServiceInstance InstanceOf(Service service) => _instances[service.Id];

    /// <summary>Mixes bits of somebody's into what seeds come of.</summary>
    public void Stir(ReadOnlySpan<byte> bits)
    {
        StartBlock.RandomSeed more = default;
        Span<byte> room = MemoryMarshal.AsBytes((Span<ulong>)more);
        bits.Slice(0, Math.Min(bits.Length, room.Length)).CopyTo(room);
        _random.Mix(in more);
    }

    public StartOutcome Start(Service service)
    {
        ServiceInstance instance = _instances[service.Id];
        ServicePlan plan = instance.Plan;
        _random.Stir();
        ulong imageStart = ProcessPlan.RandomImageStart(ref _random);
        instance.Shape = ProcessPlan.Random(Startup.Block.Budgets[plan.Core], plan.BudgetBytes, Startup.Block.Times[plan.Core], plan.Priority, ref _random);
        instance.Shape.StackPages = plan.StackPages;
        instance.Process = default;
        if (FindMaker(plan.Core) is { } maker)
        {
            maker.Add(instance, imageStart, 1UL << service.Id);
            return StartOutcome.Begun;
        }
        return Finish(instance, service, Make(instance, imageStart));
    }

    /// <summary>Who makes processes on a core; nobody does on init's own, nor where there is too little memory for it.</summary>
    private CoreMaker? FindMaker(int core)
    {
        if (core == 0 || _makers[core] != null) return _makers[core];
        Status status = CoreMaker.Start(core, _ends, MakerPriority, out _makers[core]);
        if (status != Status.Ok) Console.WriteLine($"init: processes of core {core} are made on another: {status}");
        return _makers[core];
    }

    /// <summary>What became of a service that <see cref="Start"/> has begun with; null when it is not known yet.</summary>
    public StartOutcome? TakeStart(Service service)
    {
        ServiceInstance instance = _instances[service.Id];
        return _makers[instance.Plan.Core]?.Take(instance) is { } status ? Finish(instance, service, status) : null;
    }

    private static Status Make(ServiceInstance instance, ulong imageStart)
    {
        SystemFile file = instance.Plan.File;
        Status status = ProgramImage.Load(file.Content, (ElfProcessor)Startup.Block.Processor, file.Memory, instance.Shape.Budget, imageStart, out ProgramImage image, out _);
        if (status != Status.Ok) return status;
        status = instance.Process.MakeOf(image, instance.Shape);
        image.Release();
        return status;
    }

    /// <summary>Gives a process that was made all that it is to have, and lets it run.</summary>
    private StartOutcome Finish(ServiceInstance instance, Service service, Status status)
    {
        if (status == Status.Ok) status = GiveCores(instance);
        if (status == Status.Ok) status = GiveAll(instance, service);
        if (status == Status.Ok) status = Kernel.NotifyOfEnd(instance.Process.Process, _ends, 1UL << service.Id);
        if (status == Status.Ok) status = instance.Process.SetCommandLine(Startup.CommandLine);
        if (status == Status.Ok) status = instance.Process.Start();
        if (status == Status.Ok)
        {
            instance.IsRunning = true;
            return StartOutcome.Runs;
        }
        Console.WriteLine($"init: {service.Name}: {status}");
        Clear(instance);
        return StartOutcome.Fails;
    }

    /// <summary>Those behind its own, as many as it asks for and as there are.</summary>
    private static Status GiveCores(ServiceInstance instance)
    {
        ServicePlan plan = instance.Plan;
        Status status = Status.Ok;
        for (int i = 1; i < Math.Min(plan.Cores, Cores) && status == Status.Ok; i++)
        {
            int core = (plan.Core + i) % Cores;
            status = instance.Process.AddCore(core, Startup.Block.Budgets[core], Startup.Block.Times[core], instance.Shape);
        }
        return status;
    }

    private Status GiveAll(ServiceInstance instance, Service service)
    {
        ServiceDescription description = service.Description;
        instance.Held.Clear();
        Status status = GiveEndpoints(instance);
        if (status == Status.Ok && UsesBroker(description))
            status = Give(instance, (ulong)GiftRole.Broker, _broker, Rights.Call, Clients.BadgeOf(service));
        if (status == Status.Ok) status = GiveState(instance);
        if (status == Status.Ok) status = GiveStop(instance);
        return status == Status.Ok ? GivePermitted(instance) : status;
    }

    /// <summary>Gives an instance a handle, and notes it.</summary>
    private static Status Give<T>(ServiceInstance instance, ulong role, Handle<T> handle, Rights rights, ulong badge = 0) where T : struct, IObject
    {
        Status status = instance.Process.Give(role, handle, rights, badge);
        if (status == Status.Ok) instance.Note(T.Type, rights);
        return status;
    }

    private static Status GiveTyped<T>(ServiceInstance instance, Handle<T> handle, Rights rights, out Handle<T> there) where T : struct, IObject
    {
        Status status = instance.Process.GiveTyped(handle, rights, out there);
        if (status == Status.Ok) instance.Note(T.Type, rights);
        return status;
    }

    private static bool UsesBroker(ServiceDescription service)
        => service.Wants.Count != 0 || service.Permissions.Has(Permission.StartPrograms) || service.Permissions.Has(Permission.PowerOff);

    private static Status GiveEndpoints(ServiceInstance instance)
    {
        foreach (ContractId contract in instance.Plan.Description.Offers)
        {
            Status status = EndpointOf(instance, contract, out Handle<Endpoint> endpoint);
            if (status == Status.Ok)
                status = Give(instance, contract.Value, endpoint, Rights.Serve | Rights.Call | Rights.Clone | Rights.Transfer | Rights.Inspect | Rights.Manage);
            if (status != Status.Ok) return status;
        }
        return Status.Ok;
    }

    /// <summary>Makes a handle by which a client can begin a conversation with a service, and begin it anew when the service was.</summary>
    public Status Connect(Service provider, ContractId contract, ulong badge, out Handle<Endpoint> endpoint)
    {
        endpoint = default;
        Status status = EndpointOf(_instances[provider.Id], contract, out Handle<Endpoint> own);
        return status == Status.Ok ? Offer(own, badge, out endpoint) : status;
    }

    /// <summary>Makes a handle by which a client can begin a conversation with the broker.</summary>
    public Status OfferBroker(ulong badge, out Handle<Endpoint> endpoint) => Offer(_broker, badge, out endpoint);

    private static Status Offer(Handle<Endpoint> own, ulong badge, out Handle<Endpoint> offer)
    {
        Status status = Kernel.Clone(own, Rights.Call | Rights.Clone | Rights.Transfer, badge, out Handle clone);
        offer = new(clone);
        return status;
    }

    /// <summary>The endpoint where a service serves a contract, on its core.</summary>
    private static Status EndpointOf(ServiceInstance instance, ContractId contract, out Handle<Endpoint> endpoint)
    {
        if (instance.Endpoints.TryGetValue(contract, out endpoint)) return Status.Ok;
        Status status = Kernel.CreateEndpoint(Startup.Block.Budgets[instance.Plan.Core], out endpoint);
        if (status == Status.Ok) instance.Endpoints[contract] = endpoint;
        return status;
    }

    private static Status GiveState(ServiceInstance instance)
    {
        uint bytes = instance.Plan.Description.Restart.StateBytes;
        if (bytes == 0) return Status.Ok;
        if (instance.State.IsNone)
        {
            ulong pages = (bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
            // Paid at once: what a service may remember does not depend on what others have taken meanwhile.
            Status made = Kernel.CreateMemory(Startup.Block.Budgets[instance.Plan.Core], pages, MemoryOptions.Committed, out Handle<MemoryObject> state);
            if (made != Status.Ok) return made;
            instance.State = state;
        }
        return Give(instance, (ulong)GiftRole.State, instance.State, Rights.Read | Rights.Write | Rights.Inspect);
    }

    /// <summary>A new one for each instance: what one was told is not meant for the next.</summary>
    private static Status GiveStop(ServiceInstance instance)
    {
        if (instance.Plan.Description.StopMs == 0) return Status.Ok;
        Status status = Kernel.CreateNotification(Startup.Block.Budgets[instance.Plan.Core], out Handle<Notification> stop);
        if (status != Status.Ok) return status;
        instance.Stop = stop;
        return Give(instance, (ulong)GiftRole.Stop, stop, Rights.Wait);
    }

    /// <summary>What permissions are in terms of handles.</summary>
    private Status GivePermitted(ServiceInstance instance)
    {
        PermissionSet permitted = instance.Plan.Description.IsTrusted ? instance.Plan.Description.Permissions : default;
        ref NewProcess process = ref instance.Process;
        ref StartBlock block = ref process.Block;
        Status status = Status.Ok;
        Rights system = (permitted.Has(Permission.WriteKernelLog) ? Rights.Write : 0) | (permitted.Has(Permission.ReadKernelLog) ? Rights.Read | Rights.Inspect : 0);
        if (system != 0) status = GiveTyped(instance, Startup.Block.System, system, out block.System);
        if (permitted.Has(Permission.Devices))
        {
            if (status == Status.Ok) status = GiveTyped(instance, Startup.Block.DeviceMemory, Rights.All, out block.DeviceMemory);
            if (status == Status.Ok) status = GiveTyped(instance, Startup.Block.Ports, Rights.All, out block.Ports);
            if (status == Status.Ok) status = GiveTyped(instance, Startup.Block.Interrupts, Rights.All, out block.Interrupts);
            process.TellPciSegments();
        }
        bool needsFiles = permitted.Has(Permission.StartPrograms) || permitted.Has(Permission.InitialFiles);
        if (needsFiles && status == Status.Ok) status = GiveFiles(instance, ref process);
        for (int core = 0; permitted.Has(Permission.AllCores) && core < Cores && status == Status.Ok; core++)
        {
            status = GiveTyped(instance, Startup.Block.Budgets[core], Rights.Spend | Rights.Inspect | Rights.Clone | Rights.Transfer, out block.Budgets[core]);
            if (status == Status.Ok) status = GiveTyped(instance, Startup.Block.Times[core], Rights.Divide | Rights.Inspect | Rights.Clone | Rights.Transfer, out block.Times[core]);
        }
        return status;
    }

    private Status GiveFiles(ServiceInstance instance, ref NewProcess process)
    {
        Status status = FileTable.Give(ref process, _files, Startup.Block.Budgets[instance.Plan.Core]);
        for (int i = 0; i < _files.Length && status == Status.Ok; i++) instance.Note(ObjectType.MemoryObject, FileTable.FileRights);
        return status;
    }

    /// <summary>A client that may hear of ends is not there any more.</summary>
    public void ForgetWatcher(ulong client)
    {
        foreach (ServiceInstance instance in _instances) instance.Watchers.RemoveAllOf(client);
    }

    public void AskToStop(Service service) => _ = Kernel.Signal(_instances[service.Id].Stop, 1);

    public void Stop(Service service) => _instances[service.Id].Process.End();

    public void Report(ReportLevel level, string text) => Console.WriteLine($"init: {text}");

    /// <summary>What an instance spends of its budget, and how much processor time it has used.</summary>
    public ulong MemoryOf(Service service) => InfoOf(_instances[service.Id], _instances[service.Id].Process.Budget).Detail1;
    public ulong TimeOf(Service service) => InfoOf(_instances[service.Id], _instances[service.Id].Process.Process).Detail2;

    /// <summary>All that programs on a core can have, and what of it they were given.</summary>
    public static (ulong Bytes, ulong Used) MemoryOfCore(int core)
        => Kernel.Query(Startup.Block.Budgets[core], out ObjectInfo info) == Status.Ok ? (info.Detail0, info.Detail1) : default;

    private static ObjectInfo InfoOf(ServiceInstance instance, Handle handle)
    {
        return instance.IsRunning && Kernel.Query(handle, out ObjectInfo info) == Status.Ok ? info : default;
    }

    /// <summary>How a service's process ended, which is cleared away; null when it has not.</summary>
    public ServiceEnd? TakeEnd(Service service)
    {
        ServiceInstance instance = _instances[service.Id];
        if (!instance.IsRunning || Kernel.Query(instance.Process.Process, out ObjectInfo info) != Status.Ok) return null;
        const ulong hasEnded = 1UL << 63;
        if ((info.Detail0 & hasEnded) == 0) return null;
        Clear(instance);
        return new ServiceEnd((ExitKind)(uint)info.Detail0, info.Detail1);
    }

    private static void Clear(ServiceInstance instance)
    {
        instance.IsRunning = false;
        instance.Process.Kill();
        instance.Process.Release();
        if (!instance.Stop.IsNone) _ = Kernel.Release(instance.Stop);
        instance.Stop = default;
    }
}
