using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Contracts.Pager;

/// <summary>
/// Makes memory whose pages come from somebody when they are touched, and go back there when others need the room: files in memory, and whatever else is larger
/// than memory. The memory is on the pager's core.
/// </summary>
[Contract]
public interface IPager
{
    /// <summary>Makes such memory. It is the caller's until <see cref="Close"/>, or until the pager ends: what had not been written then is lost.</summary>
    /// <param name="pages">Its size.</param>
    /// <param name="mostPresent">How many of its pages are in memory at a time at most.</param>
    /// <param name="store">Offers <see cref="IPageStore"/>. It must not need memory of this pager itself.</param>
    /// <param name="memory">To be mapped. A page that the store cannot read ends the process that touches it.</param>
    /// <param name="number">By which the other methods know it.</param>
    /// <returns><see cref="Status.BadArgument"/>: no pages. <see cref="Status.TableFull"/>: there is too much already. What the store or the kernel said, else.</returns>
    Status Create(ulong pages, uint mostPresent, [Moved, Needs(Rights.Call)] Handle<Endpoint> store,
        [Moved, Needs(Rights.Read | Rights.Write)] out Handle<MemoryObject> memory, out uint number, [Caller] Caller from = default);

    /// <summary>Has the store know all that was written until now. The pages are read anew when they are touched again.</summary>
    /// <returns><see cref="Status.BadArgument"/>: it is none of the caller's. <see cref="Status.OutOfMemory"/>: not all could be written; what was not is kept.</returns>
    [Idempotent]
    Status Flush(uint number, [Caller] Caller from = default);

    /// <summary>As <see cref="Flush"/>; then the memory is nobody's any more, and touching it ends the process that does.</summary>
    /// <returns>As <see cref="Flush"/>; when not all could be written it stays as it was.</returns>
    Status Close(uint number, [Caller] Caller from = default);

    /// <summary>Tells what has happened so far.</summary>
    /// <returns><see cref="Status.BadArgument"/>: it is none of the caller's.</returns>
    [Idempotent]
    Status Tell(uint number, out PagerFigures figures, [Caller] Caller from = default);
}
