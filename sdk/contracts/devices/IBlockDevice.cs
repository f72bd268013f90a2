using System;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Contracts.Devices;

/// <summary>
/// A device that keeps numbered blocks of one size. Its user lends memory once, to which the device itself reads and from which it writes; a request is a few words, and several may be under way at
/// a time. Nobody copies what is read or written.
/// </summary>
/// <remarks>
/// Requests that are under way at the same time are done in any order, but those that concern the same block in the order in which they came, unless both read. What a request says of memory is in bytes from its beginning, a
/// multiple of 4. Until a request has ended the device may write to that part of the memory, or read it, at any moment.
/// When the driver ends, requests that were under way may have been done or not, and those that had ended have been done. They can all be made again with its next instance: to read or write a block
/// twice is as good as once, as long as nothing else was done with it meanwhile.
/// </remarks>
[Contract]
public interface IBlockDevice : IDisposable
{
    [Idempotent]
    Status Tell(out BlockDeviceInfo info);

    /// <summary>Lends memory to the device, as a whole, until <see cref="TakeBack"/> or the end of the conversation. It stays the lender's, who pays for it.</summary>
    /// <param name="memory">Made with <see cref="MemoryOptions.Contiguous"/>, on the driver's core. No lease: what a device knows cannot be taken back from it.</param>
    /// <param name="number">By which requests name it.</param>
    /// <returns>
    /// <see cref="Status.BadState"/>: not contiguous. <see cref="Status.NotPermitted"/>: a lease. <see cref="Status.NotSupported"/>: of a core whose memory this device cannot be given.
    /// <see cref="Status.TableFull"/>: so much is lent already. <see cref="Status.BudgetExceeded"/>.
    /// </returns>
    Status Lend([Cloned(Rights.Read | Rights.Write | Rights.Inspect)] Handle<MemoryObject> memory, out uint number);

    /// <summary>The device forgets memory that it was lent.</summary>
    /// <returns><see cref="Status.BadArgument"/>: no such memory. <see cref="Status.BadState"/>: a request that uses it is under way.</returns>
    Status TakeBack(uint number);

    /// <summary>Reads blocks into lent memory.</summary>
    /// <returns>
    /// Of the call: <see cref="Status.BadArgument"/>: no such memory, or an odd offset. <see cref="Status.OutOfRange"/>: it has no room for that there. Of the request: <see cref="FileStatus.OutOfRange"/>,
    /// <see cref="FileStatus.TooLarge"/>: no blocks, or more than the device takes at once. <see cref="FileStatus.DeviceFailed"/>: it was tried as often as makes sense.
    /// </returns>
    [Idempotent]
    ValueTask<Result<FileStatus>> Read(ulong block, uint blocks, uint memory, ulong offset);

    /// <summary>Writes blocks from lent memory. They may be lost with the power until <see cref="Flush"/>, and may reach the medium in any order.</summary>
    /// <returns>As <see cref="Read"/>, and <see cref="FileStatus.ReadOnly"/>.</returns>
    [Idempotent]
    ValueTask<Result<FileStatus>> Write(ulong block, uint blocks, uint memory, ulong offset);

    /// <summary>Ends when all is on the medium whose writing had ended before the call.</summary>
    /// <returns><see cref="FileStatus.DeviceFailed"/>: what is there of that is not known.</returns>
    [Idempotent]
    ValueTask<Result<FileStatus>> Flush();
}
