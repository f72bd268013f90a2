using System.Collections.Generic;
using System.Linq;
using Diesis.Manifests;

namespace Diesis;

/// <summary>The systems that are built: which programs each consists of, and what they may do in it.</summary>
public static class Systems
{
    /// <summary>
    /// What is booted when nothing else is said: a system to sit at. The shell begins with the system; everything else, when somebody first asks for it. Whether the shell runs lines or sits at terminals is
    /// said on the machine's command line (<c>servers/shell</c>).
    /// </summary>
    public static readonly SystemManifest Usual = new()
    {
        Services = UsualServices,
        Texts =
        [
            new("etc/fstab", """
                # source  path     kind    options
                files     /system  initfs  ro,name=initfs
                memory    /        tmpfs   rw
                disk0     /disk    fat32   rw,name=disk
                """),
        ],
    };

    /// <summary>Of those that offer the same the first is asked first.</summary>
    private static IReadOnlyList<SystemService> UsualServices =>
    [
        new("log") { IsTrusted = true },
        new("permissions") { IsTrusted = true },
        new("processes") { IsTrusted = true },
        new("pci") { IsTrusted = true },
        new("virtio-block") { IsTrusted = true },
        new("virtio-console") { IsTrusted = true },
        new("virtio-random") { IsTrusted = true },
        new("clock") { IsTrusted = true },
        new("serial") { IsTrusted = true },
        .. ScreenServices,
        new("serial-terminal") { IsTrusted = true },
        new("initfs") { IsTrusted = true },
        new("tmpfs") { IsTrusted = true },
        new("fat32") { IsTrusted = true, StopMs = SettleMs },
        new("virtio-9p") { IsTrusted = true },
        new("vfs") { IsTrusted = true },
        new("shell") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true },
    ];

    /// <summary>The terminal on the screen, and the drivers of what it stands on. Who takes the screen from the kernel is on the core that drew there.</summary>
    private static IReadOnlyList<SystemService> ScreenServices =>
    [
        new("ps2") { IsTrusted = true },
        new("virtio-input") { IsTrusted = true },
        new("framebuffer") { IsTrusted = true, Core = 0 },
        new("terminal") { IsTrusted = true },
    ];

    /// <summary>What a slow disk takes for all that was not on it yet when the system shuts down.</summary>
    private const ushort SettleMs = 20_000;

    /// <summary>What other systems stand on.</summary>
    private static IReadOnlyList<SystemService> BasicServices =>
    [
        new("log") { Start = StartWhen.AtBoot, IsTrusted = true },
        new("permissions") { Start = StartWhen.AtBoot, IsTrusted = true },
        new("processes") { Start = StartWhen.AtBoot, IsTrusted = true },
    ];

    /// <summary>The first services that somebody writes: docs/first-service.md.</summary>
    public static readonly SystemManifest Samples = new()
    {
        Services =
        [
            .. BasicServices,
            new("greeter") { IsTrusted = true },
            new("visitor") { Start = StartWhen.AtBoot, IsTrusted = true },
        ],
    };

    /// <summary>Measurements of services.</summary>
    public static readonly SystemManifest Bench = new()
    {
        Services = [.. BasicServices, new("bench") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true, Core = 0 }],
        Programs = ["spawned"],
    };

    /// <summary>Files in memory and on a disk, and a disk, with measurements: tests/bench-files.</summary>
    public static readonly SystemManifest FileBench = new()
    {
        Services =
        [
            new("log") { IsTrusted = true },
            new("initfs") { IsTrusted = true },
            new("tmpfs") { IsTrusted = true },
            new("pci") { IsTrusted = true },
            new("virtio-block") { IsTrusted = true },
            new("fat32") { IsTrusted = true },
            new("vfs") { IsTrusted = true },
            new("file-bench") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true },
        ],
        Texts =
        [
            new("etc/fstab", """
                files     /system  initfs  ro,name=initfs
                memory    /        tmpfs   rw
                disk0     /disk    fat32   rw,name=disk
                """),
        ],
    };

    /// <summary>Tests of starting, restarting and ending services, as services.</summary>
    public static readonly SystemManifest Tests = new()
    {
        Services =
        [
            new("log") { IsTrusted = true },
            new("permissions") { IsTrusted = true },
            new("processes") { IsTrusted = true },
            new("answerer") { IsTrusted = true },
            new("pager") { IsTrusted = true, Core = 0 },
            new("streamer") { IsTrusted = true, Restart = AtOnce },
            new("spread") { IsTrusted = true, Restart = AtOnce, Core = 1 },
            new("given-up") { Start = StartWhen.AtBoot, IsTrusted = true },
            new("judge") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true, Core = 0 },
        ],
        Programs = ["subject"],
    };

    /// <summary>A terminal whose drivers end again and again: tests/system/survivor.</summary>
    public static readonly SystemManifest Survival = new()
    {
        Services =
        [
            new("log") { IsTrusted = true },
            new("pci") { IsTrusted = true, Restart = AtOnce },
            .. ScreenServices.Select(service => service with { Restart = AtOnce }),
            new("survivor") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true },
        ],
    };

    /// <summary>A test of starting the machine anew.</summary>
    public static readonly SystemManifest Restarting = new()
    {
        Services =
        [
            new("log") { Start = StartWhen.AtBoot, IsTrusted = true },
            new("restarter") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true },
        ],
    };

    /// <summary>Services end at random moments while others use them: tests/system/chaos.</summary>
    public static readonly SystemManifest Chaos = new()
    {
        Services =
        [
            new("log") { Start = StartWhen.AtBoot, IsTrusted = true, Restart = AtOnce },
            new("permissions") { Start = StartWhen.AtBoot, IsTrusted = true, Restart = AtOnce },
            new("processes") { Start = StartWhen.AtBoot, IsTrusted = true, Restart = AtOnce },
            new("ledger") { Start = StartWhen.AtBoot, IsTrusted = true, Restart = AtOnce },
            new("chaos") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true, Core = 0 },
        ],
        Programs = ["subject"],
    };

    /// <summary>Tests of files: a tree out of what the system was started from, what is kept in memory, and a disk, if the machine has one.</summary>
    public static readonly SystemManifest Files = new()
    {
        Services =
        [
            new("initfs") { IsTrusted = true },
            new("tmpfs") { IsTrusted = true, Restart = AtOnce },
            new("pci") { IsTrusted = true, Core = 0 },
            new("virtio-block") { IsTrusted = true, Restart = AtOnce, Core = 1 },
            new("fat32") { IsTrusted = true, Restart = AtOnce, Core = 0 },
            new("vfs") { IsTrusted = true, Restart = AtOnce },
            new("files-judge") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true, Core = 0 },
        ],
        Texts =
        [
            new("etc/fstab", """
                # source  path     kind    options
                files     /system  initfs  ro,name=initfs
                memory    /        tmpfs   rw
                disk0     /disk    fat32   rw,name=disk
                this is no line
                """),
        ],
    };

    /// <summary>A disk is used while its driver ends again and again: tests/system/disks. User and driver are on different cores where there are several.</summary>
    public static readonly SystemManifest DeviceTests = new()
    {
        Services =
        [
            new("log") { IsTrusted = true },
            new("permissions") { IsTrusted = true },
            new("pci") { IsTrusted = true, Restart = AtOnce, Core = 0 },
            new("virtio-block") { IsTrusted = true, Restart = AtOnce, Core = 1 },
            new("virtio-random") { IsTrusted = true, Restart = AtOnce, Core = 1 },
            new("clock") { IsTrusted = true, Core = 1 },
            new("disks") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true, Core = 0 },
        ],
    };

    /// <summary>However often it ends, it is started again.</summary>
    private static RestartPolicy AtOnce => new() { When = RestartWhen.Always, Most = 255, WindowMs = 1, FirstWaitMs = 1, LongestWaitMs = 1 };
}
