using System;
using Diesis.Abi.Objects;

namespace Diesis.Abi;

// Devices, and the machine as a whole.
public partial interface IKernel
{
    /// <summary>Makes an object for one interrupt out of a range of them.</summary>
    /// <param name="line">The machine's number: x86_64 a global system interrupt, AArch64 an interrupt of the GIC.</param>
    /// <returns><see cref="Status.OutOfRange"/>, <see cref="Status.Overlap"/>: somebody has it. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(96)]
    Status CreateInterrupt([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<Interrupt> from, uint line,
        out Handle<Interrupt> interrupt);

    /// <summary>Makes a message-signalled interrupt: a device raises it by writing <paramref name="data"/> to <paramref name="address"/>.</summary>
    /// <returns><see cref="Status.NotSupported"/>: the machine has none. <see cref="Status.OutOfMemory"/>: all are taken. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(97)]
    Status CreateMessageInterrupt([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<Interrupt> from,
        out Handle<Interrupt> interrupt, out ulong address, out ulong data);

    /// <summary>Has an interrupt signal a notification. It comes masked once, until it is acknowledged.</summary>
    /// <returns><see cref="Status.BadArgument"/>: no bits.</returns>
    [SystemCall(98)]
    Status BindInterrupt([Needs(Rights.Manage)] Handle<Interrupt> interrupt, [Needs(Rights.Signal)] Handle<Notification> notification, ulong bits);

    /// <summary>The device was served: the interrupt may come again.</summary>
    [SystemCall(99)]
    Status AcknowledgeInterrupt([Needs(Rights.Manage)] Handle<Interrupt> interrupt);

    /// <summary>Keeps an interrupt from coming until it is acknowledged.</summary>
    [SystemCall(100)]
    Status MaskInterrupt([Needs(Rights.Manage)] Handle<Interrupt> interrupt);

    /// <summary>Makes an object of a part of a range of I/O ports.</summary>
    /// <returns><see cref="Status.OutOfRange"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>. <see cref="Status.NotSupported"/>: a machine without ports.</returns>
    [SystemCall(101)]
    Status CreateIoPorts([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<IoPorts> from, uint first, uint count,
        out Handle<IoPorts> ports);

    /// <summary>Lets a process's threads use the ports in IN and OUT instructions.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/>: the process's budget cannot pay for the bitmap. <see cref="Status.NotSupported"/>.</returns>
    [SystemCall(102)]
    Status EnablePorts([Needs(Rights.Manage)] Handle<Process> process, [Needs(Rights.Manage)] Handle<IoPorts> ports);

    /// <summary>Makes a space that devices address memory by.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(103)]
    Status CreateDmaSpace([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<MemoryObject> deviceMemory,
        out Handle<DmaSpace> space);

    /// <summary>Makes committed, contiguous memory reachable for the devices of a space, until its last handle and the space are gone.</summary>
    /// <param name="address">What devices address it by.</param>
    /// <returns><see cref="Status.BadState"/>: not contiguous. <see cref="Status.OutOfRange"/>. <see cref="Status.BudgetExceeded"/>.</returns>
    [SystemCall(104)]
    Status MapDma([Needs(Rights.Map)] Handle<DmaSpace> space, [Needs(Rights.Read)] Handle<MemoryObject> memory, ulong firstPage, ulong pages,
        out ulong address);

    /// <summary>Writes a line to the kernel's log.</summary>
    /// <param name="text">UTF-8, at most 256 bytes; control characters are replaced.</param>
    /// <returns><see cref="Status.BadAddress"/>, <see cref="Status.OutOfRange"/>: too long.</returns>
    [SystemCall(112)]
    Status WriteLog([Needs(Rights.Write)] Handle<SystemControl> system, ReadOnlySpan<byte> text);

    /// <summary>Ends the machine: power off, or the emulator's end with a status.</summary>
    /// <returns>Nothing.</returns>
    [SystemCall(113)]
    Status PowerOff([Needs(Rights.Manage)] Handle<SystemControl> system, uint status);
}
