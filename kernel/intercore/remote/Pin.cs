using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Intercore;

/// <summary>
/// What holds the second object of a thread's system call while the call is made on the core of the first. The object that takes it over
/// clears it; what nobody has taken over is given up when the call is done.
/// </summary>
// SAFETY: nothing is followed here.
public unsafe struct Pin
{
    /// <summary>
    /// Of memory a far <see cref="Mapping"/>, of a space the <see cref="AddressSpace"/> itself; null as long as nothing is held.
    /// </summary>
    public ObjectHeader* Target;

    /// <summary>The handle by which it was found, or is to be; or <see cref="OwnSpace"/>.</summary>
    public ulong Handle;

    /// <summary>In the place of a handle: it is the thread's own space, in which the call's buffers are.</summary>
    public const ulong OwnSpace = 0;

    /// <summary>The next page that has to be there, while memory is prepared.</summary>
    public ulong Reached;
}
