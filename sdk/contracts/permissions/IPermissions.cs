using System;
using Diesis.Abi;
using Diesis.Communication;

namespace Diesis.Contracts.Permissions;

/// <summary>Decides what programs may have that the system's manifest does not decide. Everybody may ask; that is not having.</summary>
[Contract(SurvivesRestart = true)]
public interface IPermissions
{
    /// <summary>Asks to be permitted a contract that the caller's manifest names. If it is, the broker knows when this returns.</summary>
    /// <param name="contract">The contract's hash.</param>
    /// <returns><see cref="Status.BadArgument"/>: the caller is unknown, or its manifest does not name the contract.</returns>
    [Idempotent]
    Status Request(ulong contract, out bool isAllowed, out DecisionReason reason, [Caller] Caller from = default);

    /// <summary>Has an answer hold from now on, without a question. Only who the system trusts may give answers.</summary>
    /// <param name="program">The name in its manifest.</param>
    /// <param name="subject">A contract's hash.</param>
    /// <returns><see cref="Status.NotPermitted"/>: the caller may not. <see cref="Status.TableFull"/>: there are too many answers.</returns>
    [Idempotent]
    Status SetAnswer([MaxLength(32)] ReadOnlySpan<byte> program, ulong subject, bool isAllowed, [Caller] Caller from = default);

    /// <summary>Forgets all answers about a program.</summary>
    /// <returns><see cref="Status.NotPermitted"/>: the caller may not.</returns>
    [Idempotent]
    Status Forget([MaxLength(32)] ReadOnlySpan<byte> program, [Caller] Caller from = default);
}
