using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>
/// A thread of this program whose waits in the kernel somebody may have to end: for a server that does not answer, say. What waits for other threads of the program goes on waiting, for it looks
/// again.
/// </summary>
/// <safety>To be used as long as the thread runs: its place is another's afterwards.</safety>
// SAFETY: the block of a thread stays as long as it runs.
public sealed unsafe class WaitingThread
{
    private readonly ThreadBlock* _block;

    private WaitingThread(ThreadBlock* block) => _block = block;

    /// <summary>The thread that calls.</summary>
    public static WaitingThread Current => new(ThreadBlock.Current);

    /// <summary>Has what it waits for end with <see cref="Abi.Status.Cancelled"/>, if it waits.</summary>
    public void CancelWait() => _ = Kernel.CancelWait(_block->Platform.Thread.Here);
}
