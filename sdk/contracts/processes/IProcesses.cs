using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Contracts.Processes;

/// <summary>Starts programs, and knows all that it has started: who they are, how they ended, what they use.</summary>
[Contract]
public interface IProcesses
{
    /// <summary>Starts a program of the system's archive, with no permissions but those that its manifest asks for and that are given.</summary>
    /// <param name="program">The name in its manifest.</param>
    /// <param name="parent">A process that the new one belongs to, or 0.</param>
    /// <param name="argumentType">Which record the arguments are.</param>
    /// <param name="process">The number of the new process.</param>
    /// <returns>
    /// <see cref="Status.BadArgument"/>: there is no such program, or it is not sound. <see cref="Status.BadState"/>: there are too many processes, or the parent
    /// does not run. What the kernel said, else.
    /// </returns>
    Status Start([MaxLength(32)] ReadOnlySpan<byte> program, uint parent, ulong argumentType, [MaxLength(1024)] ReadOnlySpan<byte> arguments, out uint process);

    /// <summary>As <see cref="Start"/>, and gives it a handle for a role.</summary>
    Status StartWith([MaxLength(32)] ReadOnlySpan<byte> program, uint parent, ulong argumentType, [MaxLength(1024)] ReadOnlySpan<byte> arguments,
        ulong role, [Moved] Handle<Endpoint> gift, out uint process);

    /// <summary>Tells about processes in the order of their numbers, from a number on.</summary>
    [Idempotent]
    Status List(uint first, [MaxLength(16)] Span<ProcessInfo> processes, out uint count);

    /// <summary>Has a notification signalled with bit 0 when a process has ended; at once if it has.</summary>
    Status Watch(uint process, [Moved, Needs(Rights.Signal)] Handle<Notification> ended);

    /// <summary>Tells how a process ended, once; then it is forgotten.</summary>
    /// <returns><see cref="Status.WouldBlock"/>: it runs. <see cref="Status.BadArgument"/>: there is none of this number.</returns>
    Status Collect(uint process, out ExitKind kind, out ulong status);

    /// <summary>Ends a process and all that belong to it.</summary>
    /// <returns><see cref="Status.BadArgument"/>: none of this number runs.</returns>
    Status KillTree(uint process);
}
