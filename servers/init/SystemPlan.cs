using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Manifests;
using Diesis.Programs;

namespace Diesis.Servers.Init;

/// <summary>A service as the supervisor sees it, and what it takes to make a process of it.</summary>
internal sealed class ServicePlan(ServiceDescription description, SystemFile file, int core)
{
    public ServiceDescription Description { get; } = description;
    public SystemFile File { get; } = file;
    public int Core { get; } = core;
    public required ulong BudgetBytes { get; init; }
    public required uint Priority { get; init; }
    public required byte StackPages { get; init; }

    /// <summary>On so many its threads run, if there are as many: <see cref="Core"/>, and those behind it.</summary>
    public required byte Cores { get; init; }
}

/// <summary>The services of the system, from its manifest and from those of its programs.</summary>
internal sealed class SystemPlan
{
    public const string ManifestPath = "system";

    private SystemPlan(SystemFiles files) => Files = files;

    /// <summary>What the system is started from.</summary>
    public SystemFiles Files { get; }

    private readonly List<ServicePlan> _services = [];
    private readonly List<ServiceDescription> _descriptions = [];

    public IReadOnlyList<ServicePlan> Services => _services;
    public IReadOnlyList<ServiceDescription> Descriptions => _descriptions;

    public static bool TryRead(SystemFiles files, [NotNullWhen(true)] out SystemPlan? plan)
    {
        plan = null;
        if (!files.TryFind(ManifestPath, out SystemFile? file) || !SystemManifestView.TryRead(file.Content, out SystemManifestView manifest)) return false;
        plan = new SystemPlan(files);
        int nextCore = 0;
        for (int i = 0; i < manifest.Count; i++) plan.Add(manifest[i], ref nextCore);
        return true;
    }

    /// <summary>Adds a service. One whose program cannot be used is left out: the others may do without it.</summary>
    private void Add(SystemServiceView service, ref int nextCore)
    {
        string name = AsciiText.Of(service.Name);
        if (!Files.TryFindProgram(name, out SystemFile? file, out ManifestView manifest))
        {
            Console.WriteLine($"init: {name} is no program with a sound manifest of this name");
            return;
        }
        int cores = (int)Math.Min(Startup.Block.CoreCount, StartBlock.MostCores);
        int core = service.HasCore ? Math.Min(service.Core, cores - 1) : nextCore++ % cores;
        ServiceDescription description = Describe(name, manifest) with
        {
            StartsAtBoot = service.Start == StartWhen.AtBoot,
            IsEssential = service.IsEssential,
            IsTrusted = service.IsTrusted,
            StopMs = service.StopMs,
            Restart = service.HasRestart ? service.Restart with { StateBytes = manifest.Restart.StateBytes } : manifest.Restart,
        };
        _descriptions.Add(description);
        _services.Add(new ServicePlan(description, file, core)
        {
            BudgetBytes = manifest.BudgetBytes,
            Priority = manifest.Priority,
            StackPages = manifest.StackPages,
            Cores = manifest.Cores,
        });
    }

    /// <summary>Describes a program that is no service: whatever its manifest asks for, nobody has allowed it.</summary>
    public bool TryDescribe(string name, [NotNullWhen(true)] out ServiceDescription? description)
    {
        description = Files.TryFindProgram(name, out _, out ManifestView manifest) ? Describe(name, manifest) : null;
        return description != null;
    }

    private static ServiceDescription Describe(string name, ManifestView manifest)
    {
        var offers = new ContractId[manifest.OfferCount];
        for (int i = 0; i < offers.Length; i++) offers[i] = manifest.Offer(i);
        var wants = new WantedContract[manifest.WantCount];
        for (int i = 0; i < wants.Length; i++) wants[i] = manifest.Want(i);
        return new ServiceDescription
        {
            Name = name,
            Offers = offers,
            Wants = wants,
            Permissions = manifest.Permissions,
            Restart = manifest.Restart,
        };
    }
}
