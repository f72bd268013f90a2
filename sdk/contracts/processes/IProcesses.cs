using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Contracts.Processes;

/// <summary>
/// Starts programs, and knows all that it has started: who they are, how they ended, what they use. What a process itself starts belongs to it. A caller may
/// do something to what it has started, and to what belongs to that; the others it only sees.
/// </summary>
/// <remarks>
/// A program has a budget and a way to ask for contracts as its manifest says, and nothing else that it is not given. Where a method takes the number of a
/// process, <see cref="Status.BadArgument"/> is that there is none, and <see cref="Status.NotPermitted"/> that it is not the caller's.
/// </remarks>
[Contract]
public interface IProcesses
{
    /// <summary>Starts a program of the system's archive.</summary>
    /// <param name="program">The name in its manifest.</param>
    /// <param name="argumentType">Which record the arguments are: what the program asks for them by.</param>
    /// <param name="process">The number of the new process. No other will ever have it.</param>
    /// <returns>
    /// <see cref="Status.BadArgument"/>: there is no such program, or it is not sound. <see cref="Status.TableFull"/>: there are too many processes. What the
    /// kernel said, else.
    /// </returns>
    Status Start([MaxLength(32)] ReadOnlySpan<byte> program, ulong argumentType, [MaxLength(1024)] ReadOnlySpan<byte> arguments, out uint process, [Caller] Caller from = default);

    /// <summary>As <see cref="Start"/>, but it does not run before <see cref="Run"/>: until then it can be given handles.</summary>
    Status Prepare([MaxLength(32)] ReadOnlySpan<byte> program, ulong argumentType, [MaxLength(1024)] ReadOnlySpan<byte> arguments, out uint process, [Caller] Caller from = default);

    /// <summary>Gives a handle, which it finds by its role, to a process that does not run yet.</summary>
    /// <returns><see cref="Status.BadState"/>: it runs. <see cref="Status.TableFull"/>: it has too many already.</returns>
    Status GiveEndpoint(uint process, ulong role, [Moved] Handle<Endpoint> gift, [Caller] Caller from = default);

    /// <summary>As <see cref="GiveEndpoint"/>.</summary>
    Status GiveMemory(uint process, ulong role, [Moved] Handle<MemoryObject> gift, [Caller] Caller from = default);

    /// <summary>As <see cref="GiveEndpoint"/>.</summary>
    Status GiveNotification(uint process, ulong role, [Moved] Handle<Notification> gift, [Caller] Caller from = default);

    /// <summary>Lets a process run that was prepared.</summary>
    /// <returns><see cref="Status.BadState"/>: it runs already, or has ended.</returns>
    Status Run(uint process, [Caller] Caller from = default);

    /// <summary>Tells about processes in the order of their numbers, from a number on.</summary>
    [Idempotent]
    Status List(uint first, [MaxLength(16)] Span<ProcessInfo> processes, out uint count);

    /// <summary>Has a notification signalled with bit 0 when a process has ended; at once if it has.</summary>
    /// <returns><see cref="Status.TableFull"/>: too many wait for that already.</returns>
    Status Watch(uint process, [Moved, Needs(Rights.Signal)] Handle<Notification> ended, [Caller] Caller from = default);

    /// <summary>Tells how a process ended, once; then it is forgotten.</summary>
    /// <returns><see cref="Status.WouldBlock"/>: it has not ended.</returns>
    Status Collect(uint process, out ExitKind kind, out ulong status, [Caller] Caller from = default);

    /// <summary>Ends a process and all that belong to it.</summary>
    /// <returns><see cref="Status.BadState"/>: it has ended.</returns>
    Status KillTree(uint process, [Caller] Caller from = default);
}
