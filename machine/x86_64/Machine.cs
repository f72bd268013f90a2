using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines.X86_64;

/// <summary>A PC: long mode with four levels of page tables, local and I/O APICs, time-stamp counter.</summary>
// SAFETY: blocks of cores are there for good; registers are used once they are mapped.
public readonly unsafe struct X64Machine : IMachine
{
    /// <summary>Where all of physical memory appears in the kernel's half: a constant, so that reaching a frame is one addition.</summary>
    private const ulong DirectMapBase = 0xFFFF_8000_0000_0000;

    /// <summary>
    /// Page attribute table: write-back, write-combining, uncached-minus, uncached, and again. So PWT alone means
    /// write-combining and PCD with PWT uncached. Intel SDM 3A, 13.12.2.
    /// </summary>
    private const ulong PageAttributes = 0x0007_0106_0007_0106;

    public static ReadOnlySpan<byte> Name => "x86_64"u8;
    public static ulong CoreBlockBytes => (ulong)sizeof(X64Core);
    public static int FaultStackCount => 4;

    /// <summary>Real mode reaches the first megabyte.</summary>
    public static PhysicalAddress StartPageLimit => new(0x10_0000);
    public static int LargestLeafLevel => X64Features.Read().HasHugePages ? 2 : 1;
    public static bool HasSeparateKernelTable => false;

    /// <summary>EM_X86_64: System V ABI, 4.1.1.</summary>
    public static ushort ElfProcessor => 62;
    public static uint PortCount => 1 << 16;

    /// <summary>Global system interrupts, as far as vectors go round.</summary>
    public static uint InterruptCount => 256;

    public static KernelImage Image => Native.ImageBounds.Read();

    public static ulong ReadHardwareId() => X64Features.Read().ApicId;

    public static void StartDebugConsole() => X64Serial.Initialize();

    public static void UsePageTables(PhysicalAddress root)
    {
        var features = X64Features.Read();
        ulong efer = X64Instructions.ReadMsr(X64Msr.ExtendedFeatures);
        X64Instructions.WriteMsr(X64Msr.ExtendedFeatures, efer | (features.HasNoExecute ? X64Efer.NoExecute : 0));

        ulong cr0 = X64Instructions.ReadCr0() & ~(X64Cr0.Emulation | X64Cr0.TaskSwitched);
        X64Instructions.WriteCr0(cr0 | X64Cr0.WriteProtect | X64Cr0.NumericError | X64Cr0.MonitorCoprocessor);

        X64Instructions.WriteCr3(root.Value);
        X64Instructions.WriteMsr(X64Msr.PageAttributes, PageAttributes);

        // Global pages last: setting the bit drops what the loader's tables left in the TLB (SDM 3A, 5.10.4.1).
        ulong cr4 = X64Cr4.PhysicalAddressExtension | X64Cr4.Fxsave | X64Cr4.SimdExceptions | X64Cr4.MachineCheck
            | (features.HasUmip ? X64Cr4.Umip : 0)
            | (features.HasSmep ? X64Cr4.Smep : 0)
            | (features.HasSmap ? X64Cr4.Smap : 0)
            | (features.HasFsGsBase ? X64Cr4.FsGsBase : 0)
            | (features.HasProcessContexts ? X64Cr4.ProcessContexts : 0);
        X64Instructions.WriteCr4(cr4);
        X64Instructions.WriteCr4(cr4 | X64Cr4.GlobalPages);
    }

    public static bool TryInitialize<TMapper>(ref TMapper mapper, ref MachineDescription description,
        in CoreResources resources, ulong entryCycles, out ReadOnlySpan<byte> problem)
        where TMapper : struct, IDeviceMapper, allows ref struct
    {
        problem = default;
        var features = X64Features.Read();
        X64Core* core = X64Core.Prepare(resources);
        core->Load();

        if (description.Apic.HasLegacyPic) X64LegacyInterrupts.Disable();
        foreach (ref readonly var ioApic in description.Apic.IoApics.Items)
        {
            void* registers = mapper.MapDevice(ioApic.Address, Page.Size);
            if (registers == null)
            {
                problem = "the registers of an I/O APIC cannot be mapped"u8;
                return false;
            }
            if (core->DeviceLines.TryAdd(new X64IoApic(registers), ioApic.FirstInterrupt)) continue;
            problem = "there are too many I/O APICs"u8;
            return false;
        }

        PhysicalAddress localApic = X64LocalApic.RegistersOf(features);
        if (!localApic.IsZero && (core->LocalApicRegisters = mapper.MapDevice(localApic, Page.Size)) == null)
        {
            problem = "the registers of the local APIC cannot be mapped"u8;
            return false;
        }
        core->Reset = X64Reset.Of(ref mapper, description.Power);
        void* hpet = description.Timer.Hpet.IsZero ? null : mapper.MapDevice(description.Timer.Hpet, Page.Size);

        core->LocalApic = new X64LocalApic(features, core->LocalApicRegisters);
        for (int number = 0; number < description.Cores.Count; number++)
            core->ApicIds[number] = (uint)description.Cores.Items[number].HardwareId;
        core->Clock = X64Clock.Calibrate(entryCycles, X64ReferenceClock.Start(hpet), core->LocalApic);
        core->LocalApic.EnableTimer();
        X64UserEntry.Enable(core, features);
        core->HasBegun = true;
        return true;
    }

    public static bool TryStartCore(in CoreResources resources)
    {
        X64Core* self = X64Instructions.ReadCoreBlock();
        X64Core* core = X64Core.Prepare(resources);
        core->Clock = self->Clock;
        core->ApicIds = self->ApicIds;
        core->LocalApicRegisters = self->LocalApicRegisters;
        return X64CoreStart.TryStart(resources, core);
    }

    [DoesNotReturn]
    public static void RunOnStack(VirtualAddress stackTop, delegate*<void*, void> entry, void* argument)
        => X64Instructions.RunOnStack(stackTop.Value, entry, argument);

    public static nuint CoreLocal
    {
        get => X64Instructions.ReadCoreLocal();
        set => X64Instructions.ReadCoreBlock()->CoreLocal = value;
    }

    // SAFETY: the kernel's page tables map all of the boot map's memory there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* DirectMap(PhysicalAddress address) => (byte*)(DirectMapBase + address.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhysicalAddress PhysicalOf(void* inDirectMap) => new((ulong)inDirectMap - DirectMapBase);

    public static void UseSpace(PhysicalAddress root) => X64UserEntry.UseSpace(root.Value);

    public static void ForgetSpace(PhysicalAddress root)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        core->Translations.Forget(root);
        if ((X64Instructions.ReadCr3() & X64Translations.RootMask) == root.Value) X64Instructions.WriteCr3(core->PageTableRoot.Value);
    }

    public static void FlushSpace(PhysicalAddress root)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        core->Translations.Forget(root);
        if ((X64Instructions.ReadCr3() & X64Translations.RootMask) == root.Value) X64UserEntry.LoadTables(core, root);
    }

    public static void FlushAllSpaces()
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        core->Translations.ForgetAll();
        var root = new PhysicalAddress(X64Instructions.ReadCr3() & X64Translations.RootMask);
        if (root != core->PageTableRoot) X64Instructions.WriteCr3(core->Translations.Use(root));
    }

    // Without the instructions that set it the kernel alone does, and the context always knows.
    public static void StoreThreadPointer(ThreadContext* context)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        if (core->Context == (X64ThreadContext*)context && core->HasFsGsBase) context->ThreadPointer = X64Instructions.ReadFsBase();
    }

    public static void UseThreadPointer(ThreadContext* context)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        if (core->Context != (X64ThreadContext*)context) return;
        if (core->HasFsGsBase) X64Instructions.WriteFsBase(context->ThreadPointer);
        else X64Instructions.WriteMsr(X64Msr.FsBase, context->ThreadPointer);
    }

    public static void ForgetContext(ThreadContext* context)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        if (core->Context == (X64ThreadContext*)context) core->Context = &core->NoContext;
    }

    public static ulong CopyFromUser(void* to, ulong from, ulong bytes) => X64UserEntry.CopyUser(to, (void*)from, bytes);
    public static ulong CopyToUser(ulong to, void* from, ulong bytes) => X64UserEntry.CopyUser((void*)to, from, bytes);

    [DoesNotReturn]
    public static void Resume(ThreadContext* context) => X64UserEntry.ResumeFirst(context);

    public static ulong ReadCycles() => X64Instructions.ReadTsc();

    public static ulong ReadEntropy() => X64Instructions.ReadTsc() ^ (X64Features.Read().HasRandomNumbers ? X64Instructions.ReadRandom() : 0);

    public static ulong ReadUnixSeconds() => X64RealTimeClock.ReadUnixSeconds();

    public static ClockPage Clock => X64Instructions.ReadCoreBlock()->Clock.Page;

    /// <summary>Before the clock is measured, time stands at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadNanoseconds()
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        return core == null ? 0 : core->Clock.Now;
    }

    public static void ArmTimer(ulong deadlineNs)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        core->LocalApic.ArmTimer(core->Clock, deadlineNs);
    }

    public static void DisarmTimer() => X64Instructions.ReadCoreBlock()->LocalApic.DisarmTimer();

    public static void RingBell(CoreNumber target)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        core->LocalApic.SendInterrupt(core->ApicIds[target.Value], X64Vector.Bell);
    }

    public static bool TryRouteInterrupt(in InterruptLine line)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        return core->DeviceLines.TryRoute(line, in core->Messages, core->ApicId);
    }

    public static void MaskInterrupt(uint number) => X64Instructions.ReadCoreBlock()->DeviceLines.Mask(number);
    public static void UnmaskInterrupt(uint number) => X64Instructions.ReadCoreBlock()->DeviceLines.Unmask(number);

    public static bool HasMessageInterrupts => true;

    public static bool TryMakeMessage(nuint receiver, out MessageTarget message)
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        return core->Messages.TryMake(receiver, in core->DeviceLines, core->ApicId, out message);
    }

    public static void ForgetMessage(uint number) => X64Instructions.ReadCoreBlock()->Messages.Forget(number);

    public static bool TryOpenPorts(ulong version, ReadOnlySpan<PortRange> ranges)
        => X64Instructions.ReadCoreBlock()->TryOpenPorts(version, ranges);

    public static void ClosePorts() => X64Instructions.ReadCoreBlock()->ClosePorts();

    public static void WaitForInterrupt() => X64Instructions.WaitForInterrupt();
    public static void TakePendingInterrupts() => X64Instructions.TakePendingInterrupts();
    public static void Pause() => X64Instructions.Pause();
    public static void InterleavingPoint() { }

    // x86-64 lets a read pass an earlier write and nothing else (SDM 3A, 9.2.2): plain moves release and acquire.
    public static void Publish(ref ulong word, ulong value) => Volatile.Write(ref word, value);
    public static ulong Observe(ref readonly ulong word) => Volatile.Read(in word);
    public static void FullFence() => X64Instructions.FullFence();

    // The processor keeps no translation of what was not present, and its walker reads what was written (SDM 3A, 5.10.2.3).
    public static void CompleteMappings() { }
    public static void ClearPage(void* page) => X64Instructions.ClearPage(page);
    public static void CopyPage(void* to, void* from) => X64Instructions.CopyPage(to, from);
    public static void FlushPage(VirtualAddress page) => X64Instructions.InvalidatePage(page.Value);
    public static void WriteDebugConsole(ReadOnlySpan<byte> text) => X64Serial.Write(text);

    public static void StopOtherCores()
    {
        X64Core* core = X64Instructions.ReadCoreBlock();
        if (core != null) core->LocalApic.SendNonMaskableToOthers();
    }

    public static ulong ClaimReport(ulong claimant) => X64Instructions.ClaimReport(claimant);
    public static ulong ReadFramePointer() => X64Instructions.ReadFramePointer();

    [DoesNotReturn]
    public static void Stop() => X64Instructions.Stop();

    /// <summary>
    /// QEMU's isa-debug-exit: it ends with twice the value and one. Sixteen more than the status, because QEMU ends with
    /// one when it cannot start. Elsewhere the port leads nowhere.
    /// </summary>
    [DoesNotReturn]
    public static void ExitEmulator(int status)
    {
        const ushort port = 0xF4;
        X64Instructions.Out32(port, 0x10 + (uint)status);
        X64Instructions.Stop();
    }

    [DoesNotReturn]
    public static void Restart() => X64Instructions.ReadCoreBlock()->Reset.Go();
}
