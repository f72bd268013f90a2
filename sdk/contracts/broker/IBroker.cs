using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;

namespace Diesis.Contracts.Broker;

/// <summary>
/// Init, to its services: it brings clients and servers together, and knows of all services how they stand and why they have what they have. Who asks is known
/// by the badge of the handle that it was given when it started; what it may ask for stands in its manifest and in what was permitted.
/// </summary>
[Contract]
public interface IBroker
{
    /// <summary>Asks for somebody who offers a contract; starts it if nobody has used it yet.</summary>
    /// <param name="contract">The contract's hash.</param>
    /// <param name="provider">Which of those who offer it, counted from 0 as the system's manifest names them: drivers of several kinds may offer the same.</param>
    /// <param name="endpoint">Where a conversation about it can begin. It stays good when the server is started anew.</param>
    /// <returns>
    /// <see cref="Status.NotPermitted"/>: the caller's manifest does not name it, or nobody has allowed it. <see cref="Status.NotSupported"/>: nobody offers it, or not so many do.
    /// <see cref="Status.PeerClosed"/>: who does ended too often, or the system shuts down.
    /// </returns>
    [Idempotent]
    Status Connect(ulong contract, uint provider, [Moved, Needs(Rights.Call)] out Handle<Endpoint> endpoint, [Caller] Caller from = default);

    /// <summary>Tells a client whenever who offers a contract has ended.</summary>
    /// <param name="contract">The contract's hash. The client may use it.</param>
    /// <param name="provider">As <see cref="Connect"/>.</param>
    /// <param name="watcher">Of each client, so many are told of one service; with one more the oldest is told that the service had ended, and of nothing else.</param>
    /// <returns><see cref="Status.NotPermitted"/>, <see cref="Status.NotSupported"/>: as <see cref="Connect"/>.</returns>
    Status Watch(ulong contract, uint provider, Subscriber<ProviderEvents> watcher, [Caller] Caller from = default);

    /// <summary>Tells a service whenever a process has ended that may have been its client, so that it gives up what it keeps for it.</summary>
    /// <param name="watcher">As for <see cref="Watch"/>. It hears of ends of services, and of programs that services have introduced, whosever clients they were: it looks whether one of its own has ended.</param>
    /// <returns><see cref="Status.NotPermitted"/>: the caller is no service.</returns>
    Status WatchClients(Subscriber<ProviderEvents> watcher, [Caller] Caller from = default);

    /// <summary>Has bits mixed into what seeds of processes come of from now on. They cannot make them worse, whoever knows them.</summary>
    /// <returns><see cref="Status.NotPermitted"/>: the caller is no service.</returns>
    Status Stir([MaxLength(32)] ReadOnlySpan<byte> bits, [Caller] Caller from = default);

    /// <summary>Lets a client use a contract from now on. Only who offers to decide about permissions may say so.</summary>
    /// <param name="client">The badge by which it is known.</param>
    /// <param name="wasAsked">The user was asked just now; else it is an answer of before.</param>
    /// <returns><see cref="Status.NotPermitted"/>: the caller does not decide that. <see cref="Status.BadArgument"/>: there is no such client, or its manifest does not name the contract.</returns>
    [Idempotent]
    Status Permit(ulong client, ulong contract, bool wasAsked, [Caller] Caller from = default);

    /// <summary>Tells who a client is. Only who offers to decide about permissions may ask.</summary>
    /// <param name="client">The badge by which it is known.</param>
    /// <param name="contract">A contract that it may want.</param>
    /// <param name="name">Takes the name in its manifest.</param>
    /// <param name="isWanted">Its manifest names the contract.</param>
    /// <param name="isTrusted">What its manifest asks for it has, by the system's own.</param>
    /// <returns><see cref="Status.NotPermitted"/>: the caller does not decide. <see cref="Status.BadArgument"/>: there is no such client.</returns>
    [Idempotent]
    Status TellClient(ulong client, ulong contract, [MaxLength(32)] Span<byte> name, out uint bytes, out bool isWanted, out bool isTrusted, [Caller] Caller from = default);

    /// <summary>Makes a client of a program that the caller is going to start for somebody. It may use what its manifest names as far as that is permitted.</summary>
    /// <param name="program">The name in its manifest.</param>
    /// <param name="broker">For the program: where it can ask.</param>
    /// <param name="badge">By what servers will know it. Nobody else ever has it.</param>
    /// <returns>
    /// <see cref="Status.NotPermitted"/>: the caller may start no programs. <see cref="Status.BadArgument"/>: there is no such program. <see cref="Status.TableFull"/>:
    /// there are too many clients.
    /// </returns>
    Status Introduce([MaxLength(32)] ReadOnlySpan<byte> program, [Moved, Needs(Rights.Call)] out Handle<Endpoint> broker, out ulong badge, [Caller] Caller from = default);

    /// <summary>A program that the caller introduced has ended.</summary>
    /// <returns><see cref="Status.BadArgument"/>: the caller has not introduced it.</returns>
    [Idempotent]
    Status Dismiss(ulong badge, [Caller] Caller from = default);

    /// <summary>Tells about services, from a number on.</summary>
    /// <param name="count">How many were told; fewer than there is room for when there are no more.</param>
    [Idempotent]
    Status ListServices(uint first, [MaxLength(16)] Span<ServiceInfo> services, out uint count);

    /// <summary>Tells why a service may use a contract: which line of which manifest asks for it, and who permitted it.</summary>
    /// <param name="client">The badge of the service.</param>
    /// <returns><see cref="Status.NotSupported"/>: it was never connected with that.</returns>
    [Idempotent]
    Status Why(ulong client, ulong contract, [MaxLength(240)] Span<byte> text, out uint bytes);

    /// <summary>Tells who a client is, and what it may do besides using contracts.</summary>
    /// <param name="client">The badge by which it is known.</param>
    /// <returns><see cref="Status.BadArgument"/>: there is no such client.</returns>
    [Idempotent]
    Status TellAuthority(ulong client, out ClientAuthority authority);

    /// <summary>Tells about the contracts that a client offers, and then those that it asks for, from a number on.</summary>
    /// <param name="count">How many were told; fewer than there is room for when there are no more.</param>
    /// <returns><see cref="Status.BadArgument"/>: there is no such client.</returns>
    [Idempotent]
    Status ListContracts(ulong client, uint first, [MaxLength(16)] Span<ContractUse> uses, out uint count);

    /// <summary>Tells which handles a service was given when it was started, beside those to itself, from a number on. What it has got or made since only the kernel knows.</summary>
    /// <returns><see cref="Status.BadArgument"/>: there is no such service.</returns>
    [Idempotent]
    Status ListHandles(ulong service, uint first, [MaxLength(16)] Span<HeldHandles> handles, out uint count);

    /// <summary>Tells about the cores of the machine, from a number on.</summary>
    [Idempotent]
    Status ListCores(uint first, [MaxLength(16)] Span<CoreInfo> cores, out uint count);

    /// <summary>Ends a service as a crash would: it is started again as its policy says.</summary>
    /// <param name="badge">By which servers know it.</param>
    /// <returns>
    /// <see cref="Status.NotPermitted"/>: the caller may not. <see cref="Status.BadArgument"/>: there is no such service. <see cref="Status.BadState"/>: it does not run.
    /// </returns>
    Status EndService(ulong badge, [Caller] Caller from = default);

    /// <summary>Stops all services in order, and then the machine.</summary>
    /// <param name="status">With what an emulator ends: 0 to 255.</param>
    /// <returns><see cref="Status.NotPermitted"/>: the caller may not. <see cref="Status.BadArgument"/>: no such status.</returns>
    Status ShutDown(uint status, [Caller] Caller from = default);

    /// <summary>Stops all services in order; then the machine begins anew with its firmware.</summary>
    /// <returns><see cref="Status.NotPermitted"/>: the caller may not.</returns>
    Status Restart([Caller] Caller from = default);
}
