using System;
using System.Runtime.CompilerServices;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Uefi.Program;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>All that is handed to the kernel, gathered while files can be read and memory be taken.</summary>
internal ref struct HandoverPlan
{
    /// <summary>A kernel may ask for a larger stack than the protocol's, but not for all memory.</summary>
    private const ulong LargestStack = 16 * 1024 * 1024;

    /// <summary>Texts are short: a name and a version, a command line, and a path and a line for each module.</summary>
    private const ulong RoomForFixedAnswers = 16 * 1024;

    public LoaderConfiguration Configuration;
    public KernelSpace Kernel;
    public LimineRequestIndex Requests;

    /// <summary>In the order of the configuration.</summary>
    public ReadOnlySpan<FileContent> Modules;
    public GraphicsScreen Screen;

    /// <summary>ACPI's RSDP, or zero.</summary>
    public PhysicalAddress AcpiRoot;

    /// <summary>As the firmware has it; empty when there is none.</summary>
    public ReadOnlySpan<byte> DeviceTree;

    /// <summary>Seconds since 1970, or 0 when the machine's clock says nothing sensible.</summary>
    public long UnixSeconds;

    /// <summary>Memory for what the kernel reads, and where it is.</summary>
    public Span<byte> ArenaMemory;
    public PhysicalAddress ArenaStart;

    /// <summary>Memory for page tables, and where it is.</summary>
    public Span<ulong> TableMemory;
    public PhysicalAddress TableStart;

    /// <summary>The page that stays mapped at its own address while the kernel is entered.</summary>
    public PhysicalAddress Gate;

    /// <summary>The base revision by which the kernel is loaded.</summary>
    public ulong Revision;

    /// <summary>The kernel's first stack, in bytes; 0 when it wants one that is out of all proportion.</summary>
    public readonly ulong StackSize
    {
        get
        {
            ref LimineStackSizeRequest request = ref Requests.Find<LimineStackSizeRequest>(LimineFeature.StackSize);
            ulong wanted = Unsafe.IsNullRef(ref request) ? 0 : request.Bytes;
            if (wanted > LargestStack) return 0;
            const ulong Alignment = 16;
            return (Math.Max(wanted, LimineProtocol.StackSize) + Alignment - 1) & ~(Alignment - 1);
        }
    }

    /// <summary>Bytes that the arena needs for a memory map of so many descriptors.</summary>
    public readonly ulong ArenaSize(int descriptors)
    {
        const ulong PerMapEntry = 40, PerModule = 128;
        ulong size = RoomForFixedAnswers + StackSize + (ulong)DeviceTree.Length;
        size += PerMapEntry * (ulong)MapEntries(descriptors);
        size += (ulong)Configuration.CommandLine.Length;
        size += PerModule * (ulong)Modules.Length;
        foreach (ModuleRequest module in Configuration.Modules)
            size += (ulong)(module.Path.Length + module.Name.Length + module.CommandLine.Length);
        return size;
    }

    /// <summary>
    /// Room for the kernel's memory map: what is painted over the firmware's map parts entries in two.
    /// </summary>
    public readonly int MapEntries(int descriptors) => 2 * (descriptors + Modules.Length) + 256;
}
