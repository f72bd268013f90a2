using System;
using Diesis.Abi.Objects;

namespace Diesis.Abi;

// Devices, and the machine as a whole.
public partial interface IKernel
{
    /// <summary>Makes an object for one interrupt out of a range of them. It is masked until it is acknowledged the first time.</summary>
    /// <param name="line">The machine's number: x86_64 a global system interrupt, AArch64 an interrupt of the GIC.</param>
    /// <param name="signal">How the device signals, as firmware or the bus says; a GIC takes what is not an edge for a high level.</param>
    /// <returns>
    /// <see cref="Status.OutOfRange"/>: not of the range, or of no interrupt controller. <see cref="Status.Overlap"/>: somebody has it.
    /// <see cref="Status.BadState"/>: a single interrupt and no range. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.
    /// </returns>
    [SystemCall(96)]
    Status CreateInterrupt([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<Interrupt> from, uint line,
        InterruptSignal signal, out Handle<Interrupt> interrupt);

    /// <summary>
    /// Makes a message-signalled interrupt: a device raises it by writing <paramref name="data"/> to <paramref name="address"/>. It comes to
    /// the core of the budget, and is masked until it is acknowledged the first time.
    /// </summary>
    /// <param name="address">A physical address, for the device's own registers.</param>
    /// <param name="data">32 bits.</param>
    /// <returns>
    /// <see cref="Status.NotSupported"/>: the machine has none for this core. <see cref="Status.OutOfMemory"/>: all are taken.
    /// <see cref="Status.BadState"/>: a single interrupt and no range. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.
    /// </returns>
    [SystemCall(97)]
    Status CreateMessageInterrupt([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<Interrupt> from,
        out Handle<Interrupt> interrupt, out ulong address, out ulong data);

    /// <summary>Has an interrupt signal a notification, of whatever core, in place of the one that it signalled before.</summary>
    /// <returns><see cref="Status.BadArgument"/>: no bits. <see cref="Status.BadState"/>: a range of interrupts.</returns>
    [SystemCall(98)]
    Status BindInterrupt([Needs(Rights.Manage)] Handle<Interrupt> interrupt, [Needs(Rights.Signal)] Handle<Notification> notification, ulong bits);

    /// <summary>
    /// The device was served: the interrupt may come again, once; then it is masked until this is said again. If it came meanwhile as an edge or
    /// a message, it comes now. A driver has to bear that it comes with nothing to do.
    /// </summary>
    /// <returns><see cref="Status.BadState"/>: bound to no notification, or a range of interrupts.</returns>
    [SystemCall(99)]
    Status AcknowledgeInterrupt([Needs(Rights.Manage)] Handle<Interrupt> interrupt);

    /// <summary>Keeps an interrupt from coming until it is acknowledged.</summary>
    /// <returns><see cref="Status.BadState"/>: a range of interrupts.</returns>
    [SystemCall(100)]
    Status MaskInterrupt([Needs(Rights.Manage)] Handle<Interrupt> interrupt);

    /// <summary>Makes an object of a part of a range of I/O ports. Parts may overlap.</summary>
    /// <returns>
    /// <see cref="Status.NotSupported"/>: a machine without ports. <see cref="Status.BadArgument"/>: none. <see cref="Status.OutOfRange"/>,
    /// <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.
    /// </returns>
    [SystemCall(101)]
    Status CreateIoPorts([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<IoPorts> from, uint first, uint count,
        out Handle<IoPorts> ports);

    /// <summary>
    /// Lets a process's threads use the ports in IN and OUT instructions until it ends. Processes in the same address space have no secrets from
    /// each other, and these are none, either: a thread of another one there may find the ports open.
    /// </summary>
    /// <returns>
    /// <see cref="Status.NotSupported"/>: a machine without ports, or a process of another core than the range's object. <see cref="Status.BadState"/>: the process has ended.
    /// <see cref="Status.BudgetExceeded"/>: its budget cannot pay for the table of its ports, or that has 510 ranges already.
    /// </returns>
    /// <cost>Nothing for who uses no ports. The first use after another process's turn costs a fault, and rewriting the core's bitmap if that was
    /// another's meanwhile.</cost>
    [SystemCall(102)]
    Status EnablePorts([Needs(Rights.Manage)] Handle<Process> process, [Needs(Rights.Manage)] Handle<IoPorts> ports);

    /// <summary>Makes a space that devices address memory by. Without an IOMMU, which the kernel does not use yet, it only keeps the memory there.</summary>
    /// <param name="deviceMemory">All of it: whoever programs a device's transfers could reach any memory.</param>
    /// <returns><see cref="Status.BadState"/>: a part of device memory. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(103)]
    Status CreateDmaSpace([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<MemoryObject> deviceMemory,
        out Handle<DmaSpace> space);

    /// <summary>
    /// Makes contiguous memory reachable for the devices of a space. It stays where it is until <see cref="UnmapDma"/> or the space's end, even
    /// when all handles to it are gone and its budget has ended.
    /// </summary>
    /// <param name="address">What devices address its first byte by.</param>
    /// <returns>
    /// <see cref="Status.BadState"/>: memory that was not made contiguous. <see cref="Status.NotPermitted"/>: a leased handle, since what a device
    /// knows cannot be taken back. <see cref="Status.BadArgument"/>: no pages. <see cref="Status.OutOfRange"/>, <see cref="Status.BudgetExceeded"/>.
    /// <see cref="Status.NotSupported"/>: the memory is of another core than the space. A driver has its space where its memory is.
    /// </returns>
    [SystemCall(104)]
    Status MapDma([Needs(Rights.Map)] Handle<DmaSpace> space, [Needs(Rights.Read | Rights.Write)] Handle<MemoryObject> memory, ulong firstPage,
        ulong pages, out ulong address);

    /// <summary>Takes back what <see cref="MapDma"/> did, once for each time. The caller has seen to it that no device uses the memory any more.</summary>
    /// <param name="address">As that gave it.</param>
    /// <returns><see cref="Status.OutOfRange"/>: nothing begins there.</returns>
    [SystemCall(105)]
    Status UnmapDma([Needs(Rights.Map)] Handle<DmaSpace> space, ulong address);

    /// <summary>
    /// Takes the screen that the kernel has drawn its console on: from now on the kernel draws nothing there, until it reports a fault, when it takes the screen back. Who takes a screen that
    /// was taken already shares it with who did before.
    /// </summary>
    /// <param name="deviceMemory">All of it.</param>
    /// <param name="mode">Room for a <see cref="ScreenMode"/>.</param>
    /// <param name="pixels">Device memory, write-combining.</param>
    /// <returns>
    /// <see cref="Status.NotSupported"/>: there is no screen, or this is not the boot core, which draws. <see cref="Status.BadState"/>: a part of device memory.
    /// <see cref="Status.BadArgument"/>: the room is not the size of one. <see cref="Status.BadAddress"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.
    /// </returns>
    [SystemCall(106)]
    Status TakeScreen([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<MemoryObject> deviceMemory, Span<byte> mode,
        out Handle<MemoryObject> pixels);

    /// <summary>Says what time it is in the world: what every process finds in its clock page from then on.</summary>
    /// <param name="deviceMemory">All of it: who has the machine's devices has its clocks.</param>
    /// <param name="utcAtZero">Nanoseconds of UTC since 1970 at time 0 of the kernel's clock.</param>
    /// <returns><see cref="Status.BadState"/>: a part of device memory. <see cref="Status.BadArgument"/>: 0, which is no time.</returns>
    [SystemCall(107)]
    Status SetUtc([Needs(Rights.Divide)] Handle<MemoryObject> deviceMemory, ulong utcAtZero);

    /// <summary>Writes a line to the kernel's log.</summary>
    /// <param name="text">UTF-8, at most 256 bytes; control characters are replaced.</param>
    /// <returns><see cref="Status.BadAddress"/>, <see cref="Status.OutOfRange"/>: too long.</returns>
    [SystemCall(112)]
    Status WriteLog([Needs(Rights.Write)] Handle<SystemControl> system, ReadOnlySpan<byte> text);

    /// <summary>Ends the machine: power off, or the emulator's end with a status.</summary>
    /// <returns>Nothing.</returns>
    [SystemCall(113)]
    Status PowerOff([Needs(Rights.Manage)] Handle<SystemControl> system, uint status);

    /// <summary>Resets the machine: it begins anew with its firmware.</summary>
    /// <returns>Nothing.</returns>
    [SystemCall(114)]
    Status Restart([Needs(Rights.Manage)] Handle<SystemControl> system);
}
