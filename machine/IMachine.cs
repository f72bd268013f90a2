using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Kernel.Firmware;

namespace Diesis.Machines;

/// <summary>
/// All that the kernel asks of the hardware. One <c>readonly struct</c> per architecture and one for the simulator
/// implements it; a <c>global using Machine = …</c> per target chooses, so every call is direct.
/// Members run on the calling core with interrupts off unless they say otherwise, and none allocates.
/// </summary>
public unsafe interface IMachine
{
    /// <summary>The architecture, for people.</summary>
    static abstract ReadOnlySpan<byte> Name { get; }

    /// <summary>Bytes of <see cref="CoreResources.Block"/>.</summary>
    static abstract ulong CoreBlockBytes { get; }

    /// <summary>Stacks that a core needs besides its own, at most 4.</summary>
    static abstract int FaultStackCount { get; }

    /// <summary>
    /// Where the page must end in which other cores start (<see cref="CoreResources.StartPage"/>), zero when none is needed.
    /// </summary>
    static abstract PhysicalAddress StartPageLimit { get; }

    /// <summary>The highest level at which this processor takes a leaf (<see cref="IPageTableFormat"/>): 1 or 2.</summary>
    static abstract int LargestLeafLevel { get; }

    /// <summary>
    /// The kernel's half has a root of its own, apart from user spaces. Where it has none, each space's root repeats the
    /// kernel's upper entries.
    /// </summary>
    static abstract bool HasSeparateKernelTable { get; }

    /// <summary>The processor's number in ELF programs that it runs.</summary>
    static abstract ushort ElfProcessor { get; }

    /// <summary>How many I/O ports there are; 0 where the machine has none.</summary>
    static abstract uint PortCount { get; }

    /// <summary>One past the highest number of a device's interrupt.</summary>
    static abstract uint InterruptCount { get; }

    /// <summary>Where the kernel's own image lies.</summary>
    static abstract KernelImage Image { get; }

    /// <summary>What the hardware calls the core that runs this (<c>CoreDescription.HardwareId</c>).</summary>
    static abstract ulong ReadHardwareId();

    /// <summary>The first act of the boot core: the debug console works as far as it can before anything is mapped.</summary>
    static abstract void StartDebugConsole();

    /// <summary>
    /// Turns on the protections of the processor that runs this, so that it takes the kernel's page tables, and uses them.
    /// Code and stack are mapped there as they are now.
    /// </summary>
    static abstract void UsePageTables(PhysicalAddress root);

    /// <summary>
    /// Makes the boot core what every core becomes: fault handling, interrupt controller, timer, clock. After this,
    /// every other member works.
    /// </summary>
    /// <param name="description">Its cores are in the order of the kernel's numbers, the boot core first.</param>
    /// <param name="entryCycles"><see cref="ReadCycles"/> at the kernel's first instruction, which is time 0.</param>
    /// <returns>False with a sentence when the machine lacks something that the kernel needs.</returns>
    static abstract bool TryInitialize<TMapper>(ref TMapper mapper, ref MachineDescription description,
        in CoreResources core, ulong entryCycles, out ReadOnlySpan<byte> problem)
        where TMapper : struct, IDeviceMapper, allows ref struct;

    /// <summary>Has another core begin at <c>Entry.CoreStart</c> with these resources. Called on the boot core, for one core at a time.</summary>
    /// <returns>False when the core did not begin within two seconds.</returns>
    static abstract bool TryStartCore(in CoreResources core);

    /// <summary>Goes on in another function on another stack, for good.</summary>
    [DoesNotReturn]
    static abstract void RunOnStack(VirtualAddress stackTop, delegate*<void*, void> entry, void* argument);

    /// <summary>What this core put here when it started: the address of its CPU driver; 0 before. Costs one register read.</summary>
    static abstract nuint CoreLocal { get; set; }

    /// <summary>The kernel's own view of physical memory, readable and writable for all memory in the boot map.</summary>
    static abstract byte* DirectMap(PhysicalAddress address);

    /// <summary>What <see cref="DirectMap"/> shows at a place.</summary>
    static abstract PhysicalAddress PhysicalOf(void* inDirectMap);

    /// <summary>Has this core use the user half of these page tables from now on; the kernel's half is the same in all.</summary>
    static abstract void UseSpace(PhysicalAddress root);

    /// <summary>
    /// These page tables go away: no translation of theirs stays on this core, and if it uses them, it uses the kernel's alone from now on.
    /// </summary>
    static abstract void ForgetSpace(PhysicalAddress root);

    /// <summary>Drops all translations of the user half of these page tables from this core.</summary>
    static abstract void FlushSpace(PhysicalAddress root);

    /// <summary>Drops all translations of user halves from this core. Takes as long as hundreds of system calls.</summary>
    static abstract void FlushAllSpaces();

    /// <summary>Has a context hold its thread's pointer, where this core has it in a register still.</summary>
    static abstract void StoreThreadPointer(ThreadContext* context);

    /// <summary>The thread pointer in a context was changed: where this core has it in a register still, that follows.</summary>
    static abstract void UseThreadPointer(ThreadContext* context);

    /// <summary>A thread's context goes away; what this core may still hold of it is not stored there any more.</summary>
    static abstract void ForgetContext(ThreadContext* context);

    /// <summary>Copies from the memory of the thread that this core runs. The whole range must lie in the user half.</summary>
    /// <returns>0, or the address that is not mapped, or not readable.</returns>
    static abstract ulong CopyFromUser(void* to, ulong from, ulong bytes);

    /// <summary>Copies to the memory of the thread that this core runs. The whole range must lie in the user half.</summary>
    /// <returns>0, or the address that is not mapped, or not writable.</returns>
    static abstract ulong CopyToUser(ulong to, void* from, ulong bytes);

    /// <summary>Leaves the kernel's boot for a thread, for good.</summary>
    [DoesNotReturn]
    static abstract void Resume(ThreadContext* context);

    /// <summary>
    /// The finest counter of this core, in its own unit: for measuring, not for telling the time. It never goes back.
    /// In an emulator that counts instructions it counts them.
    /// </summary>
    static abstract ulong ReadCycles();

    /// <summary>What nobody outside can foresee: random numbers of the processor's own, where it has them, and the moment.</summary>
    static abstract ulong ReadEntropy();

    /// <summary>How <see cref="ReadNanoseconds"/> follows from the counter that user mode can read; the same on all cores.</summary>
    static abstract ClockPage Clock { get; }

    /// <summary>What a clock of the machine says that the kernel can read by itself: seconds since 1970, UTC; 0 when there is none. Called once, by the boot core.</summary>
    static abstract ulong ReadUnixSeconds();

    /// <summary>Nanoseconds since the kernel's first instruction.</summary>
    static abstract ulong ReadNanoseconds();

    /// <summary>
    /// Has this core interrupted at a time of <see cref="ReadNanoseconds"/>, or at once if it has passed; it may come
    /// early, never late. Replaces an earlier deadline.
    /// </summary>
    static abstract void ArmTimer(ulong deadlineNs);

    /// <summary>Takes the deadline back. An interrupt already on its way may still come.</summary>
    static abstract void DisarmTimer();

    /// <summary>
    /// Interrupts another core: if it waits or is in user mode it enters its kernel, else it does when it next is.
    /// All this core wrote before is visible to the other when it enters.
    /// </summary>
    static abstract void RingBell(CoreNumber target);

    /// <summary>
    /// Leads the line of a device to the boot core, masked. Called on that core, as are the next two: it alone keeps the
    /// machine's interrupt controllers.
    /// </summary>
    /// <returns>False when no controller has such a line, or none of its kind is left.</returns>
    static abstract bool TryRouteInterrupt(in InterruptLine line);

    /// <summary>Keeps a line that was routed from interrupting. An interrupt already on its way may still come.</summary>
    static abstract void MaskInterrupt(uint number);

    /// <summary>
    /// Has a line that was routed interrupt: <c>Entry.DeviceInterrupt</c>. One that is triggered by its level is masked each time that
    /// it does, until its device was served.
    /// </summary>
    static abstract void UnmaskInterrupt(uint number);

    /// <summary>Devices can raise interrupts of this core by a write.</summary>
    static abstract bool HasMessageInterrupts { get; }

    /// <summary>Makes an interrupt of this core that a device raises by a write: <c>Entry.MessageInterrupt</c>.</summary>
    /// <param name="receiver">What that is told; not 0.</param>
    /// <returns>False when this core has none left.</returns>
    static abstract bool TryMakeMessage(nuint receiver, out MessageTarget message);

    /// <summary>The receiver of one of this core's message interrupts is told of no more.</summary>
    static abstract void ForgetMessage(uint number);

    /// <summary>
    /// Opens I/O ports, and no others, to the thread that this core runs, until it uses another space.
    /// </summary>
    /// <param name="version">Never the same for different ranges, and not 0.</param>
    /// <returns>False when they are open already.</returns>
    static abstract bool TryOpenPorts(ulong version, ReadOnlySpan<PortRange> ranges);

    /// <summary>Closes all I/O ports to user mode on this core.</summary>
    static abstract void ClosePorts();

    /// <summary>Sleeps until an interrupt comes, takes it, and returns with interrupts off again. None is lost in between.</summary>
    static abstract void WaitForInterrupt();

    /// <summary>Lets interrupts that are waiting be taken now, and returns with interrupts off again.</summary>
    static abstract void TakePendingInterrupts();

    /// <summary>Tells the processor that it spins.</summary>
    static abstract void Pause();

    /// <summary>Writes a word that other cores observe. All that this core wrote before is visible to who sees the new value.</summary>
    /// <remarks>A release store. It may become visible later than this core's next read: <see cref="FullFence"/> where that matters.</remarks>
    static abstract void Publish(ref ulong word, ulong value);

    /// <summary>Reads a word that another core publishes. What that core wrote before it is visible from here on.</summary>
    /// <remarks>An acquire load.</remarks>
    static abstract ulong Observe(ref readonly ulong word);

    /// <summary>No read after this is answered before every write before it is visible to all cores.</summary>
    static abstract void FullFence();

    /// <summary>
    /// A place where another core may act between two steps of this one on shared memory. Nothing on hardware; in the
    /// simulator the seed decides here who goes on.
    /// </summary>
    static abstract void InterleavingPoint();

    /// <summary>
    /// Page-table entries that this core wrote where none were present are seen by its next access, and by other cores' once
    /// they are told of them.
    /// </summary>
    static abstract void CompleteMappings();

    /// <summary>Fills a page of the direct map with zeros, as fast as the machine can.</summary>
    static abstract void ClearPage(void* page);

    /// <summary>Makes a page of the direct map what another is, as fast as the machine can.</summary>
    static abstract void CopyPage(void* to, void* from);

    /// <summary>Drops this core's translation of one page.</summary>
    static abstract void FlushPage(VirtualAddress page);

    /// <summary>Writes raw bytes to the debug console (serial port) and waits until they are taken.</summary>
    static abstract void WriteDebugConsole(ReadOnlySpan<byte> text);

    /// <summary>Asks every other core to stop where it is, for a report. Returns without waiting longer than a few milliseconds.</summary>
    static abstract void StopOtherCores();

    /// <summary>
    /// Claims the one report that a machine makes when it stops: the only word that every core may write.
    /// </summary>
    /// <param name="claimant">Who claims it; 0 just asks.</param>
    /// <returns>Who had claimed it before, or 0: then it is now the claimant's.</returns>
    static abstract ulong ClaimReport(ulong claimant);

    /// <summary>The frame pointer of the function that calls the caller of this.</summary>
    static abstract ulong ReadFramePointer();

    /// <summary>Stops this core for good.</summary>
    [DoesNotReturn]
    static abstract void Stop();

    /// <summary>Ends the emulator's run with a status (0 is success); on a machine that is none, <see cref="Stop"/>.</summary>
    [DoesNotReturn]
    static abstract void ExitEmulator(int status);

    /// <summary>Resets the machine, which begins anew with its firmware; one that cannot be reset, <see cref="Stop"/>. To be called on the boot core.</summary>
    [DoesNotReturn]
    static abstract void Restart();
}
