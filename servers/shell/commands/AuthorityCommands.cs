using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Processes;
using Diesis.Manifests;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>Something that a process may do: use or offer a contract, use a permission, or a handle that it was given.</summary>
[ShellRecord]
public sealed class Capability(string process, string kind, string name, string state, string detail, long badge)
{
    /// <summary>Whose it is.</summary>
    public string Process => process;

    /// <summary>contract, offer, permission or handle.</summary>
    public string Kind => kind;
    public string Name => name;

    /// <summary>connected, permitted, refused, …</summary>
    public string State => state;
    public string Detail => detail;

    /// <summary>By which servers know whose it is.</summary>
    public long Badge => badge;
}

/// <summary>Commands about who may do what, and why.</summary>
public static class AuthorityCommands
{
    private const string Contract = "contract", Offer = "offer", Permitted = "permission", Held = "handle";

    /// <summary>What a service may do: the contracts of its manifest and who it is connected to, its permissions, and the handles that init gave it, by kind.</summary>
    /// <param name="process">its name</param>
    /// <example>capabilities("shell") | where(c =&gt; c.state == "connected")</example>
    [Command]
    public static Capability[] Capabilities(CommandContext context, string process)
    {
        foreach (ServiceInfo service in Clients.Services(context))
            if (Clients.TextOf(service.Name) == process) return Of(context, service.Badge, process, isService: true);
        context.Fail($"there is no service '{process}'; a program is asked about by its number");
        return [];
    }

    /// <summary>What a program of the process server may do.</summary>
    /// <param name="process">its number</param>
    /// <example>processes() | selectMany(p =&gt; capabilities(p.number))</example>
    [Command("capabilities")]
    public static Capability[] CapabilitiesOfProgram(CommandContext context, long process)
    {
        foreach (ProcessInfo program in Clients.Programs(context))
        {
            if (program.Number != process) continue;
            if (!program.HasEnded) return Of(context, program.Badge, $"{Clients.TextOf(program.Name)} {process}", isService: false);
            context.Fail($"process {process} has ended");
            return [];
        }
        context.Fail($"there is no process {process}");
        return [];
    }

    private static Capability[] Of(CommandContext context, ulong badge, string process, bool isService)
    {
        List<Capability> all = [];
        if (!Connections.TryOpenBroker(context, out BrokerClient broker)) return [];
        Status status = AddContracts(all, broker, badge, process);
        if (status == Status.Ok) status = AddPermissions(all, broker, badge, process);
        if (status == Status.Ok && isService) status = AddHandles(all, broker, badge, process);
        broker.Dispose();
        if (status != Status.Ok) context.Fail(status == Status.BadArgument ? $"'{process}' is not there any more" : $"the broker says {status}");
        return all.ToArray();
    }

    private static Status AddContracts(List<Capability> all, BrokerClient broker, ulong badge, string process)
    {
        ContractUse[] part = new ContractUse[16];
        uint first = 0;
        while (true)
        {
            Status status = broker.ListContracts(badge, first, part, out uint count);
            if (status != Status.Ok) return status;
            for (int i = 0; i < count && i < part.Length; i++) all.Add(CapabilityOf(part[i], badge, process));
            if (count < part.Length) return Status.Ok;
            first += count;
        }
    }

    private static Capability CapabilityOf(in ContractUse use, ulong badge, string process)
    {
        string name = ContractNames.Of(use.Contract), provider = Clients.TextOf(use.Provider);
        if (use.Kind == ContractUseKind.Offered) return new(process, Offer, name, "offered", "to whom the broker connects", (long)badge);
        // Nobody is connected to init by the broker, which it is.
        if (use.Contract == BrokerContract.ExpectedHash) return new(process, Contract, name, "connected", "to init", (long)badge);
        string state = use.IsConnected ? "connected" : !use.IsPermitted ? "refused" : provider == "" ? "offered by nobody" : "permitted";
        string detail = provider == "" ? "" : use.IsConnected ? $"to {provider}" : $"{provider} offers it";
        return new(process, Contract, name, state, use.IsOptional ? $"{detail}{(detail == "" ? "" : ", ")}optional" : detail, (long)badge);
    }

    private static Status AddPermissions(List<Capability> all, BrokerClient broker, ulong badge, string process)
    {
        Status status = broker.TellAuthority(badge, out ClientAuthority authority);
        if (status != Status.Ok) return status;
        PermissionSet asked = new(authority.AskedPermissions), has = new(authority.Permissions);
        for (Permission permission = Permission.WriteKernelLog; permission <= Permission.InitialFiles; permission++)
            if (asked.Has(permission)) all.Add(new(process, Permitted, permission.ToString(), has.Has(permission) ? "granted" : "refused", "", (long)badge));
        return Status.Ok;
    }

    private static Status AddHandles(List<Capability> all, BrokerClient broker, ulong badge, string process)
    {
        HeldHandles[] part = new HeldHandles[16];
        uint first = 0;
        while (true)
        {
            Status status = broker.ListHandles(badge, first, part, out uint count);
            if (status != Status.Ok) return status;
            for (int i = 0; i < count && i < part.Length; i++)
                all.Add(new(process, Held, part[i].Type.ToString(), part[i].Count == 1 ? "held" : $"{part[i].Count} held", NamesOf((Rights)part[i].RightBits), (long)badge));
            if (count < part.Length) return Status.Ok;
            first += count;
        }
    }

    private static string NamesOf(Rights rights)
    {
        if ((rights & Rights.All) == Rights.All) return "all rights";
        StringBuilder names = new();
        for (int bit = 0; bit < 16; bit++)
        {
            Rights one = (Rights)(1 << bit);
            if ((rights & one) == 0) continue;
            if (names.Length > 0) _ = names.Append(' ');
            _ = names.Append(one.ToString());
        }
        return names.ToString();
    }

    /// <summary>Why a process may do something: who gave it, by which line of which manifest, and by whose decision.</summary>
    /// <param name="capability">one of those that capabilities(…) answers with</param>
    /// <example>capabilities("shell") | first(c =&gt; c.name == "ILog") | why</example>
    [Command]
    public static string Why(CommandContext context, Capability capability)
    {
        switch (capability.Kind)
        {
            case Contract when capability.Name == ContractNames.Of(BrokerContract.ExpectedHash): return $"init gave it to {capability.Process} when that started: whoever wants any contract may ask for it";
            case Contract: return WhyConnected(context, capability);
            case Offer: return $"the manifest of {capability.Process} offers it; init made the endpoint, and the broker gives it to whom it permits";
            case Permitted when capability.State == "granted": return $"the manifest of {capability.Process} asks for it, and the system's manifest trusts {capability.Process}; init gave it the handles for it when it started";
            case Permitted: return $"the manifest of {capability.Process} asks for it, and nobody granted it: the system's manifest does not trust it, or it was started by another program";
            case Held: return $"init gave it to {capability.Process} when that started, for what its manifest offers, wants and is permitted";
        }
        context.Fail("this is no capability of any process");
        return "";
    }

    private static string WhyConnected(CommandContext context, Capability capability)
    {
        if (!ContractNames.TryFind(capability.Name, out ulong contract))
        {
            context.Fail($"there is no contract '{capability.Name}'");
            return "";
        }
        if (!Connections.TryOpenBroker(context, out BrokerClient broker)) return "";
        byte[] room = new byte[240];
        Status status = broker.Why((ulong)capability.Badge, contract, room, out uint bytes);
        string text = status == Status.Ok ? Encoding.UTF8.GetString(room.AsSpan(0, (int)Math.Min(bytes, (uint)room.Length))) : "";
        if (status == Status.NotSupported) text = WhyNot(broker, capability, contract);
        else if (status != Status.Ok) context.Fail($"the broker says {status}");
        broker.Dispose();
        return text;
    }

    /// <summary>It was never connected with that.</summary>
    private static string WhyNot(BrokerClient broker, Capability capability, ulong contract)
    {
        ContractUse[] part = new ContractUse[16];
        uint first = 0;
        while (broker.ListContracts((ulong)capability.Badge, first, part, out uint count) == Status.Ok)
        {
            for (int i = 0; i < count && i < part.Length; i++)
            {
                if (part[i].Contract != contract || part[i].Kind != ContractUseKind.Wanted) continue;
                string asked = $"manifest of {capability.Process}, line {part[i].Line}, asks for it";
                if (!part[i].IsPermitted) return $"{asked}; nobody permitted it: neither the system's manifest nor the user";
                string provider = Clients.TextOf(part[i].Provider);
                return provider == "" ? $"{asked}; nobody in this system offers it" : $"{asked}; {provider} offers it, and {capability.Process} has not asked the broker for it yet";
            }
            if (count < part.Length) break;
            first += count;
        }
        return $"{capability.Process} does not ask for it any more";
    }
}
