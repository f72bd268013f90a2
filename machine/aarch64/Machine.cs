using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Diesis.Abi;
using Diesis.Kernel;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.AArch64;

/// <summary>
/// An Armv8-A machine as its base system architecture has it: EL1, GICv2 or later, generic timer, PSCI.
/// </summary>
// SAFETY: blocks of cores are there for good, the boot core's first one in the image; registers are used once they are
// mapped.
public readonly unsafe struct A64Machine : IMachine
{
    /// <summary>MPIDR_EL1: Aff3 and Aff2 to Aff0. Arm ARM D19.2.111.</summary>
    private const ulong AffinityMask = 0xFF_00FF_FFFF;

    public static ReadOnlySpan<byte> Name => "AArch64"u8;
    public static ulong CoreBlockBytes => (ulong)sizeof(A64Core);

    /// <summary>One for faults, one for a fault while on that one.</summary>
    public static int FaultStackCount => 2;

    /// <summary>The firmware starts cores anywhere.</summary>
    public static PhysicalAddress StartPageLimit => default;
    public static int LargestLeafLevel => 2;
    public static bool HasSeparateKernelTable => true;

    /// <summary>EM_AARCH64: ELF for the Arm 64-bit Architecture, 5.1.</summary>
    public static ushort ElfProcessor => 183;
    public static uint PortCount => 0;

    /// <summary>Below the GIC's special numbers.</summary>
    public static uint InterruptCount => A64Interrupt.FirstSpecial;

    public static KernelImage Image => Native.ImageBounds.Read();

    public static ulong ReadHardwareId() => A64Instructions.ReadMpidr() & AffinityMask;

    /// <summary>Where a console is, only the firmware's tables say: until they are read, text is kept.</summary>
    public static void StartDebugConsole() { }

    public static void UsePageTables(PhysicalAddress root)
    {
        PhysicalAddress code = A64Physical.AddressOf(A64Physical.Code);
        PhysicalAddress codeTable = A64CodeTables.Make(code, new A64Mair(A64Instructions.ReadMair()));
        var translation = A64Translation.ForKernel(root, A64Features.Read());
        A64Instructions.UseTranslation(&translation, codeTable.Value, code.Value);
    }

    public static bool TryInitialize<TMapper>(ref TMapper mapper, ref MachineDescription description,
        in CoreResources resources, ulong entryCycles, out ReadOnlySpan<byte> problem)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        A64Core* first = A64Instructions.ReadCoreBlock();
        A64Core* core = A64Core.Prepare(resources);
        core->Psci = new A64Psci(description.Power.Psci);
        core->EarlyText = first->EarlyText;
        A64Instructions.WriteCoreBlock(core);
        A64Instructions.WriteFaultStack(core->FaultStackTop.Value);

        PhysicalAddress console = A64Serial.RegistersOf(description.Serial);
        if (!console.IsZero) core->Serial = new A64Serial(mapper.MapDevice(console, Page.Size));
        if (core->Serial.IsPresent) core->EarlyText.MoveTo(core->Serial);

        // Cycles and time are counted apart here: time 0 was noted in the first block.
        ulong frequency = A64Instructions.ReadCounterFrequency();
        if (frequency == 0)
        {
            problem = "the firmware does not say how fast the counter runs"u8;
            return false;
        }
        core->Clock = new A64Clock(first->EntryCount, frequency);
        core->TimerInterrupt = description.Timer.Virtual.IsPresent
            ? description.Timer.Virtual.Number
            : A64Interrupt.UsualVirtualTimer;

        if (!TryFindGic(ref mapper, ref description, core, out problem)) return false;
        core->Distributor.Initialize(core->HardwareId);
        core->CoreCount = (uint)description.Cores.Count;
        core->Messages = A64MessageFrame.Find(ref mapper, in description.Gic);
        core->Messages.Prepare(core->Distributor);
        core->Join();
        return true;
    }

    private static bool TryFindGic<TMapper>(ref TMapper mapper, ref MachineDescription description, A64Core* core,
        out ReadOnlySpan<byte> problem)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        problem = default;
        ref readonly GicDescription gic = ref description.Gic;
        bool isVersion2 = gic.Version == 2;
        if (gic.Version < 2 || !isVersion2 && !A64Features.Read().HasGicRegisters)
        {
            problem = "there is no interrupt controller of a known kind (GICv2 or later)"u8;
            return false;
        }
        void* distributor = mapper.MapDevice(gic.Distributor,
            isVersion2 ? A64GicDistributor.RegistersVersion2 : A64GicDistributor.RegistersVersion3);
        if (isVersion2) core->GicInterface = (uint*)mapper.MapDevice(gic.CpuInterface, A64Gic.InterfaceBytes);
        else FindRedistributors(ref mapper, ref description, core);
        if (distributor == null || core->GicInterface == null && core->GicRedistributor == null)
        {
            problem = "the registers of the interrupt controller cannot be mapped"u8;
            return false;
        }
        core->Distributor = new A64GicDistributor(distributor, gic.Version);
        return true;
    }

    /// <summary>
    /// Those of all cores are found and mapped now: when the cores start, nothing can be mapped any more.
    /// </summary>
    private static void FindRedistributors<TMapper>(
        ref TMapper mapper, ref MachineDescription description, A64Core* core)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        ReadOnlySpan<CoreDescription> cores = description.Cores.Items;
        ReadOnlySpan<MemoryExtent> regions = description.Gic.Redistributors.Items;
        for (int number = 0; number < cores.Length; number++)
            core->Redistributors[number] = (ulong)A64GicRedistributor.Find(
                ref mapper, regions, cores[number].HardwareId, cores[number].Redistributor);
        core->GicRedistributor = (byte*)core->Redistributors[core->Number.Value];
    }

    public static bool TryStartCore(in CoreResources resources)
    {
        A64Core* self = A64Instructions.ReadCoreBlock();
        A64Core* core = A64Core.Prepare(resources);
        core->Share(self);
        core->GicRedistributor = (byte*)self->Redistributors[core->Number.Value];
        if (core->GicInterface == null && core->GicRedistributor == null) return false;
        return A64CoreStart.TryStart(core);
    }

    [DoesNotReturn]
    public static void RunOnStack(VirtualAddress stackTop, delegate*<void*, void> entry, void* argument)
        => A64Instructions.RunOnStack(stackTop.Value, entry, argument);

    public static nuint CoreLocal
    {
        get => A64Instructions.ReadCoreLocal();
        set => A64Instructions.ReadCoreBlock()->CoreLocal = value;
    }

    // SAFETY: the kernel's page tables map all of the boot map's memory there.
    public static byte* DirectMap(PhysicalAddress address) => (byte*)(KernelLayout.DirectMap + address.Value).Pointer;

    public static PhysicalAddress PhysicalOf(void* inDirectMap) => new(VirtualAddress.Of(inDirectMap) - KernelLayout.DirectMap);

    public static void UseSpace(PhysicalAddress root) => A64Instructions.ReadCoreBlock()->Translations.Use(root);
    public static void ForgetSpace(PhysicalAddress root) => A64Instructions.ReadCoreBlock()->Translations.Forget(root);
    public static void FlushSpace(PhysicalAddress root) => A64Instructions.ReadCoreBlock()->Translations.Flush(root);
    public static void FlushAllSpaces() => A64Instructions.ReadCoreBlock()->Translations.FlushAll();

    // The thread pointer is stored at every entry and loaded with the other registers; no context is written later.
    public static void StoreThreadPointer(ThreadContext* context) { }
    public static void UseThreadPointer(ThreadContext* context) { }
    public static void ForgetContext(ThreadContext* context) { }

    public static ulong CopyFromUser(void* to, ulong from, ulong bytes) => A64UserEntry.CopyFromUser(to, from, bytes);
    public static ulong CopyToUser(ulong to, void* from, ulong bytes) => A64UserEntry.CopyToUser(to, from, bytes);

    [DoesNotReturn]
    public static void Resume(ThreadContext* context) => A64UserEntry.ResumeFirst(context);

    public static ulong ReadCycles() => A64Instructions.ReadCoreBlock()->ReadCycles();

    public static ulong ReadEntropy() => A64Instructions.ReadCounter() ^ (A64Features.Read().HasRandomNumbers ? A64Instructions.ReadRandom() : 0);

    // Every way in goes through UEFI, where the loader has asked.
    public static ulong ReadUnixSeconds() => 0;

    public static ClockPage Clock => A64Instructions.ReadCoreBlock()->Clock.Page;

    /// <summary>Before the clock is known, time stands at 0.</summary>
    public static ulong ReadNanoseconds()
        => A64Instructions.ReadCoreBlock()->Clock.ToNanoseconds(A64Instructions.ReadCounter());

    public static void ArmTimer(ulong deadlineNs)
    {
        A64Instructions.WriteTimerDeadline(A64Instructions.ReadCoreBlock()->Clock.ToCount(deadlineNs));
        A64Instructions.WriteTimerControl(A64TimerControl.On);
    }

    public static void DisarmTimer() => A64Instructions.WriteTimerControl(A64TimerControl.Off);

    public static void RingBell(CoreNumber target)
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        core->Gic.RingBell(core->BellTargets[target.Value]);
    }

    public static bool TryRouteInterrupt(in InterruptLine line)
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        return !core->Messages.Holds(line.Number) && core->Distributor.TryPrepare(line);
    }

    public static void MaskInterrupt(uint number) => A64Instructions.ReadCoreBlock()->Distributor.Mask(number);
    public static void UnmaskInterrupt(uint number) => A64Instructions.ReadCoreBlock()->Distributor.Unmask(number);

    public static bool HasMessageInterrupts => A64Instructions.ReadCoreBlock()->Messages.IsPresent;

    public static bool TryMakeMessage(nuint receiver, out MessageTarget message)
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        return core->Messages.TryMake(receiver, core->Distributor, out message);
    }

    public static void ForgetMessage(uint number)
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        core->Messages.Forget(number, core->Distributor);
    }

    // There are no ports.
    public static bool TryOpenPorts(ulong version, ReadOnlySpan<PortRange> ranges) => false;
    public static void ClosePorts() { }

    public static void WaitForInterrupt()
    {
        A64Instructions.WaitForInterrupt();
        A64Interrupts.TakePending();
    }

    public static void TakePendingInterrupts() => A64Interrupts.TakePending();
    public static void Pause() => A64Instructions.Pause();

    // STLR and LDAR: released and acquired, nothing more.
    public static void Publish(ref ulong word, ulong value) => Volatile.Write(ref word, value);
    public static ulong Observe(ref readonly ulong word) => Volatile.Read(in word);
    public static void FullFence() => A64Instructions.FullFence();
    public static void InterleavingPoint() { }

    public static void CompleteMappings() => A64Instructions.CompleteMappings();
    public static void ClearPage(void* page) => new Span<ulong>(page, (int)(Page.Size / sizeof(ulong))).Clear();
    public static void CopyPage(void* to, void* from) => new Span<byte>(from, (int)Page.Size).CopyTo(new Span<byte>(to, (int)Page.Size));
    public static void FlushPage(VirtualAddress page)
        => A64Instructions.InvalidatePage(page.Value << 8 >> (8 + Page.Shift));

    public static void WriteDebugConsole(ReadOnlySpan<byte> text)
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        if (core->Serial.IsPresent) core->Serial.Write(text);
        else core->EarlyText.Keep(text);
    }

    public static void StopOtherCores()
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        if (core->HasBegun) core->Gic.SendStopToOthers();
    }

    public static ulong ClaimReport(ulong claimant) => A64Instructions.ClaimReport(claimant);
    public static ulong ReadFramePointer() => A64Instructions.ReadFramePointer();

    [DoesNotReturn]
    public static void Stop()
    {
        A64Core* core = A64Instructions.ReadCoreBlock();
        if (core->HasBegun) core->Gic.Leave();
        A64Instructions.Stop();
    }

    [DoesNotReturn]
    public static void ExitEmulator(int status) => A64Emulator.Exit(status);

    [DoesNotReturn]
    public static void Restart()
    {
        A64Instructions.ReadCoreBlock()->Psci.Restart();
        Stop();
    }
}
