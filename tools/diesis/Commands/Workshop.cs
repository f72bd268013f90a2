using Diesis.Manifests;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Host;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

/// <summary>What every command works with.</summary>
internal sealed class Workshop
{
    public Repository Repository { get; }
    public Progress Progress { get; } = new();
    public HostTools Tools { get; }
    public Preparation Preparation { get; }
    public KernelBuild KernelBuild { get; }
    public UserProgramBuild UserProgramBuild { get; }
    public SystemBuild SystemBuild { get; }
    public LoaderBuild LoaderBuild { get; }
    public Grub Grub { get; }
    public BootMedia BootMedia { get; }
    public KvmProbe Kvm { get; }

    public Workshop(Repository repository)
    {
        Repository = repository;
        Tools = new HostTools(repository);
        Preparation = new Preparation(Tools, Progress);
        KernelBuild = new KernelBuild(repository, Progress);
        UserProgramBuild = new UserProgramBuild(repository, Progress);
        SystemBuild = new SystemBuild(repository, UserProgramBuild);
        LoaderBuild = new LoaderBuild(repository, Progress);
        Grub = new Grub(repository, new Step(Progress));
        BootMedia = new BootMedia(repository, Progress, LoaderBuild, Grub);
        Kvm = new KvmProbe(repository);
    }

    /// <summary>Builds what is booted: a kernel, and the first program if that kernel starts one.</summary>
    public async Task<BootContent> BuildSystem(Architecture architecture, Flavour flavour, CancellationToken cancel)
    {
        var kernel = await KernelBuild.Build(architecture, flavour, cancel);
        if (flavour is not (Flavour.Debug or Flavour.Release)) return new BootContent(kernel, null);
        return await BuildSystem(architecture, flavour, Systems.Usual, cancel);
    }

    /// <summary>Builds a kernel as it is shipped, and a system of other services.</summary>
    public async Task<BootContent> BuildSystem(Architecture architecture, Flavour flavour, SystemManifest system,
        CancellationToken cancel)
        => new(await KernelBuild.Build(architecture, flavour, cancel),
            await UserProgramBuild.Build(UserProgram.Root, architecture, flavour, cancel),
            await SystemBuild.Build(system, architecture, flavour, cancel), SystemNames.NameOf(system));

    /// <summary>Builds a kernel as it is shipped, and another program in place of the first.</summary>
    public async Task<BootContent> BuildSystem(Architecture architecture, Flavour flavour, UserProgram first,
        CancellationToken cancel)
        => new(await KernelBuild.Build(architecture, flavour, cancel),
            await UserProgramBuild.Build(first, architecture, flavour, cancel));
}
