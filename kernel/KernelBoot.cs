using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Boot;
using Diesis.Kernel.Console;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>From the loader's hand-over to a machine whose cores all run a kernel. Runs once, on the boot core.</summary>
// SAFETY: the hand-over lies on the first stack, which nothing uses any more once the boot core has left it.
public static unsafe partial class KernelBoot
{
    /// <summary>Says why this machine or loader cannot start the kernel, and stops.</summary>
    /// <param name="screen">Where it is said besides the serial port, if there is one by then.</param>
    [DoesNotReturn]
    public static void Refuse(ReadOnlySpan<byte> problem, Screen* screen = null)
    {
        Log.Error($"Diesis cannot start: {problem}");
        if (screen != null)
        {
            LogLine line = $"Diesis cannot start: {problem}";
            screen->Write(line.Text, ScreenColour.Error);
            screen->Draw();
        }
        Machine.Stop();
    }

    /// <summary>All of it, in order. What it finds out lies on the stack in the kernel's image, which is never used again.</summary>
    [DoesNotReturn]
    public static void Run(ref BootInfo handedOver)
    {
        // The first sign of life, before anything is tried; the screen's lines begin with Report.
        Log.Info($"Diesis on {Machine.Name}, started by {handedOver.Loader.Span}; kernel at {handedOver.KernelBase}");
        fixed (BootInfo* info = &handedOver)
        {
            BootMemory.Fill(out BootMemory memory, ref info->Memory);
            if (!KernelSpace.TryEnter(info, &memory, out KernelSpace space)) Refuse("too little memory for page tables"u8);
            Screen* screen = TryMakeScreen(info, ref memory, ref space);

            MachineDescription machine = default;
            FirmwareErrors errors = default;
            bool isDescribed = FirmwareTables.TryDescribe(space, info->AcpiRoot, info->DeviceTree, ref machine, ref errors);
            if (!TryPutBootCoreFirst(ref machine)) Refuse("the firmware does not name the core that boots"u8, screen);
            if (!TryPrepareCores(ref machine, ref space, out Frame startPage, out PhysicalAddress startRoot))
                Refuse("too little memory for so many cores"u8, screen);
            CoreResources bootCore = ResourcesOf(CoreNumber.Boot, ref machine, ref space);
            if (!Machine.TryInitialize(ref space, ref machine, bootCore, info->EntryCycles, out var problem)) Refuse(problem, screen);
            if (!space.TryShowClock(Machine.Clock with { UtcAtZero = UtcAtZero(info->EntryUnixSeconds) }, out ClockPage* clock)) Refuse("too little memory for the clock page"u8, screen);

            CoreDirectory* cores = DivideMemory(info, ref memory, ref machine);
            if (cores == null) Refuse("too little memory to divide among the cores"u8, screen);
            cores->KernelRoot = space.Root;
            cores->LargestLeafLevel = Machine.LargestLeafLevel;
            cores->Screen = screen;
            cores->Clock = clock;
            cores->Description = &machine;
            cores->LogLevel = LogLevelIn(info->CommandLine.Span);
            Machine.CoreLocal = (nuint)CpuDriver.Start(cores, CoreNumber.Boot);
            Report(info, isDescribed, ref errors);

            for (int number = 1; number < machine.Cores.Count; number++)
            {
                CoreResources resources = ResourcesOf(new CoreNumber(number), ref machine, ref space);
                resources.StartPage = startPage;
                resources.StartRoot = startRoot;
                resources.Argument = cores;
                if (!Machine.TryStartCore(resources)) Log.Error($"core {number} does not start; its memory stays unused");
            }
            Machine.RunOnStack(bootCore.StackTop, &Finish, info);
        }
    }

    /// <summary>The boot core, on the stack that it keeps: sees whether the others are there, and becomes one of them.</summary>
    private static void Finish(void* info)
    {
        ref CpuDriver cpu = ref CpuDriver.Current;
        int answering = 1;
        for (int number = 1; number < cpu.CoreCount; number++)
        {
            if (Answers(ref cpu, new CoreNumber(number))) answering++;
        }
        Log.Info($"{answering} of {cpu.CoreCount} cores answer");
        SystemConsole.Refresh(in cpu.Cores);
        // SAFETY: the hand-over lies on the first stack, which nothing uses any more but this.
        RunBuiltIn(in *(BootInfo*)info);
        cpu.MakeRootBudget();
        Log.Warning($"there is no first process: {cpu.StartRoot(ref *(BootInfo*)info)}");
        cpu.RunThreads();
    }

    private static Screen* TryMakeScreen(BootInfo* info, ref BootMemory memory, ref KernelSpace space)
    {
        if (!info->Framebuffer.IsPresent) return null;
        void* pixels = space.MapWriteCombining(info->Framebuffer.Address, (ulong)info->Framebuffer.Pitch * info->Framebuffer.Height);
        return Screen.TryCreate(info->Framebuffer, pixels, ref memory);
    }

    /// <summary>What time it was at the kernel's time 0: by the loader's word, or by the machine's own clock.</summary>
    /// <returns>Nanoseconds since 1970, UTC; 0 when nobody knows.</returns>
    private static ulong UtcAtZero(ulong entryUnixSeconds)
    {
        const ulong nanosecondsPerSecond = 1_000_000_000;
        if (entryUnixSeconds != 0) return entryUnixSeconds * nanosecondsPerSecond;
        ulong now = Machine.ReadUnixSeconds();
        return now == 0 ? 0 : now * nanosecondsPerSecond - Machine.ReadNanoseconds();
    }

    private static LogLevel LogLevelIn(ReadOnlySpan<byte> commandLine)
    {
        ReadOnlySpan<byte> level = CommandLineOption.ValueOf(commandLine, "log"u8);
        return level.SequenceEqual("debug"u8) ? LogLevel.Debug
            : level.SequenceEqual("warning"u8) ? LogLevel.Warning
            : level.SequenceEqual("error"u8) ? LogLevel.Error
            : LogLevel.Information;
    }

    /// <summary>What was found out before there was a log with a screen.</summary>
    private static void Report(BootInfo* info, bool isDescribed, ref FirmwareErrors errors)
    {
        ref readonly CoreDirectory cores = ref CpuDriver.Current.Cores;
        ulong frames = cores.SharedFrames;
        if (cores.Screen != null)
        {
            LogLine title = $"Diesis    {Machine.Name}    {cores.Count} cores    {frames * Page.Size:size}";
            cores.Screen->SetTitle(title.Text);
        }
        if (cores.Screen != null)
        {
            LogLine first = $"started by {info->Loader.Span}; kernel at {info->KernelBase}\n";
            cores.Screen->Write(first.Text, ScreenColour.Plain);
        }
        if (!info->CommandLine.Span.IsEmpty) Log.Info($"command line: {info->CommandLine.Span}");
        if (!isDescribed) Log.Warning("the firmware has no tables that describe the machine");

        Span<byte> name = stackalloc byte[sizeof(uint)];
        foreach (FirmwareError error in errors.First)
        {
            error.WriteTableName(name);
            Log.Warning($"firmware table {name} {error.Sentence} (at {error.Offset})");
        }
        if (errors.Total > errors.First.Length) Log.Warning($"and {errors.Total - errors.First.Length} more faults in firmware tables");
        Log.Info($"{frames * Page.Size:size} of memory for {cores.Count} cores");
    }

    /// <summary>From here on a core's place in the description is its number.</summary>
    private static bool TryPutBootCoreFirst(ref MachineDescription machine)
    {
        Span<CoreDescription> cores = machine.Cores.Editable;
        ulong self = Machine.ReadHardwareId();
        // A machine whose firmware says nothing has the core that runs this.
        if (cores.IsEmpty) return machine.Cores.TryAdd(new CoreDescription { HardwareId = self });
        for (int i = 0; i < cores.Length; i++)
        {
            if (cores[i].HardwareId != self) continue;
            (cores[0], cores[i]) = (cores[i], cores[0]);
            return true;
        }
        return false;
    }

    /// <summary>Maps every core's stacks and blocks, and the page in which the others start.</summary>
    private static bool TryPrepareCores(ref MachineDescription machine, ref KernelSpace space, out Frame startPage, out PhysicalAddress startRoot)
    {
        startPage = default;
        startRoot = default;
        for (int number = 0; number < machine.Cores.Count; number++)
        {
            if (!TryMapArea(new CoreArea(new CoreNumber(number)), ref space)) return false;
        }
        return machine.Cores.Count == 1 || Machine.StartPageLimit.IsZero
            || space.TryMakeStartPage(Machine.StartPageLimit, out startPage, out startRoot);
    }

    private static bool TryMapArea(CoreArea area, ref KernelSpace space)
    {
        for (int i = 0; i < Machine.FaultStackCount; i++)
        {
            if (!space.TryMapNew(area.FaultStack(i), CoreArea.FaultStackBytes)) return false;
        }
        return space.TryMapNew(area.Stack, CoreArea.StackBytes)
            && space.TryMapNew(area.Blocks, Page.CountFor(Machine.CoreBlockBytes) * Page.Size);
    }

    private static CoreResources ResourcesOf(CoreNumber number, ref MachineDescription machine, ref KernelSpace space)
    {
        CoreDescription core = machine.Cores.Items[number.Value];
        var area = new CoreArea(number);
        var resources = new CoreResources
        {
            Number = number,
            HardwareId = core.HardwareId,
            Redistributor = core.Redistributor,
            Block = area.Blocks.Pointer,
            StackTop = area.StackTop,
            PageTableRoot = space.Root,
        };
        for (int i = 0; i < Machine.FaultStackCount; i++) resources.FaultStackTops[i] = area.FaultStackTop(i);
        return resources;
    }

    /// <summary>Gives all memory that is left, the loader's too, to the cores.</summary>
    private static CoreDirectory* DivideMemory(BootInfo* info, ref BootMemory memory, ref MachineDescription machine)
    {
        BootMemory.Fill(out BootMemory loaders, ref info->Memory, MemoryKind.LoaderReclaimable);
        foreach (FrameRange range in loaders.Free) memory.Add(range);

        Span<uint> domains = stackalloc uint[machine.Cores.Count];
        for (int i = 0; i < domains.Length; i++) domains[i] = machine.Cores.Items[i].Domain;
        return CoreDirectory.TryBuild(ref info->Memory, ref memory, domains, machine.MemoryDomains.Items);
    }

    [Bounded("two seconds")]
    private static bool Answers(ref CpuDriver cpu, CoreNumber core)
    {
        const ulong patienceNs = 2_000_000_000;
        ulong number = (ulong)core.Value;
        if (!cpu.TryRequest<Intercore.Ping, Intercore.Pong>(core, new Intercore.Ping(number))) return false;
        ulong end = Machine.ReadNanoseconds() + patienceNs;
        while (cpu.LastPong != number && Machine.ReadNanoseconds() < end)
        {
            cpu.HandleMessages();
            Machine.Pause();
        }
        return cpu.LastPong == number;
    }
}
