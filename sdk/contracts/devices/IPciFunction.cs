using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Contracts.Devices;

/// <summary>
/// A function on PCI that this client alone drives, until it disposes of it or ends. Then the function is kept from memory and begun anew, before anybody else drives it; and not before that is the
/// memory given back that it was shown.
/// </summary>
[Contract]
public interface IPciFunction : IDisposable
{
    [Idempotent]
    Status Tell(out PciFunctionInfo info);

    /// <summary>Reads registers by which it is set up, 32 bits each, from its first on. None are written by drivers.</summary>
    /// <param name="registers">Zeros behind those that it has.</param>
    [Idempotent]
    Status ReadRegisters([MaxLength(PciFunctionInfo.MostRegisters)] Span<uint> registers);

    /// <summary>Gives out whole pages, of <see cref="PciFunctionInfo.PageBytes"/>, of one of its ranges, to be mapped.</summary>
    /// <param name="range">Its number.</param>
    /// <returns>
    /// <see cref="Status.OutOfRange"/>: no such pages, or none of memory. <see cref="Status.NotPermitted"/>: something lies there that is not the driver's: the table of messages, or a part of
    /// another function's ranges.
    /// </returns>
    Status OpenRange(uint range, uint firstPage, uint pages, [Moved, Needs(Rights.Read | Rights.Write)] out Handle<MemoryObject> memory);

    /// <summary>Gives out a message-signalled interrupt, and has the function raise it as the message of that number.</summary>
    /// <param name="core">Where it comes.</param>
    /// <returns>
    /// <see cref="Status.OutOfRange"/>: the function has no such message. <see cref="Status.BadState"/>: it was given out. <see cref="Status.NotSupported"/>: the machine has none for that core; it is not
    /// known here to which wires functions lead. <see cref="Status.OutOfMemory"/>: all are taken.
    /// </returns>
    Status OpenMessage(uint message, uint core, [Moved, Needs(Rights.Manage)] out Handle<Interrupt> interrupt);

    /// <summary>Gives out a space by which memory of a core is shown to the function (<see cref="IKernel.MapDma"/>). There is one for each core.</summary>
    /// <returns><see cref="Status.OutOfRange"/>: there is no such core.</returns>
    Status OpenMemory(uint core, [Moved, Needs(Rights.Map)] out Handle<DmaSpace> space);

    /// <summary>
    /// Lets the function read and write memory, and send messages. A driver has reset it before by its own registers, if there are any for that: functions that PCI cannot reset may have known other
    /// memory until then.
    /// </summary>
    Status Begin();
}
