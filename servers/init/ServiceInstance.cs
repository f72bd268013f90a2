using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Broker;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Init;

/// <summary>What init keeps for a service while instances of it come and go, and the instance that runs.</summary>
internal sealed class ServiceInstance(ServicePlan plan)
{
    public ServicePlan Plan { get; } = plan;

    /// <summary>The process; only while <see cref="IsRunning"/>, or while it is being made.</summary>
    public NewProcess Process;

    /// <summary>What its process has, where it was made last.</summary>
    public ProcessPlan Shape;

    public bool IsRunning { get; set; }

    /// <summary>
    /// An endpoint for each contract that it offers. They outlive the process: whoever calls while there is none waits for the next.
    /// </summary>
    public Dictionary<ContractId, Handle<Endpoint>> Endpoints { get; } = [];

    /// <summary>The handles that the instance was given, beside those to itself.</summary>
    public List<HeldHandles> Held { get; } = [];

    /// <summary>Notes that it was given a handle.</summary>
    public void Note(ObjectType type, Rights rights)
    {
        for (int i = 0; i < Held.Count; i++)
        {
            if (Held[i].Type != type || Held[i].RightBits != (uint)rights) continue;
            Held[i] = Held[i] with { Count = (ushort)(Held[i].Count + 1) };
            return;
        }
        Held.Add(new HeldHandles { Type = type, RightBits = (uint)rights, Count = 1 });
    }

    /// <summary>Who hears of the ends of its instances.</summary>
    public EndWatchers Watchers { get; } = new();

    /// <summary>What one instance leaves to the next, or none.</summary>
    public Handle<MemoryObject> State { get; set; }

    /// <summary>Tells the instance that it should end.</summary>
    public Handle<Notification> Stop { get; set; }
}
