using Diesis.Abi;
using Diesis.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>Notes what clients have done, once each: who repeats something is told so.</summary>
[Contract]
public interface ILedger
{
    /// <summary>Notes a client's next deed.</summary>
    /// <param name="number">Higher than all that this client has named before.</param>
    /// <param name="before">The last one that is noted before this.</param>
    /// <returns><see cref="Status.Overlap"/>: it is noted already. <see cref="Status.BadArgument"/>: no such client.</returns>
    Status Note(uint client, ulong number, out ulong before);
}
