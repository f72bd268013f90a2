using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Permissions;
using Diesis.Manifests;
using Diesis.Services;

namespace Diesis.Servers.Permissions;

/// <summary>Permissions as their contract has them. Answers are written down before they are told.</summary>
public sealed class PermissionsService : IPermissions
{
    private readonly StateMemory _memory;
    private readonly PermissionBook _book;
    private readonly PermissionDecider _decider;
    private readonly IClients _clients;

    /// <param name="asker">Who can be asked; null: nobody.</param>
    public PermissionsService(StateMemory memory, IClients clients, IAsker? asker)
    {
        _memory = memory;
        _clients = clients;
        _book = new(memory.Bytes.Length);
        _ = _book.TryLoad(memory.Bytes);
        _decider = new(_book) { Asker = asker };
    }

    public Status Request(ulong contract, out bool isAllowed, out DecisionReason reason, Caller from = default)
    {
        isAllowed = false;
        reason = DecisionReason.Default;
        if (!_clients.TryFind(from.Badge, new ContractId(contract), out Client client) || !client.IsWanted) return Status.BadArgument;
        int before = _book.Count;
        Decision decision = _decider.Decide(client.Program, Subject.Claimed(contract));
        if (_book.Count != before) _book.Save(_memory.Bytes);
        reason = decision.Reason;
        if (!decision.IsAllowed) return Status.Ok;
        Status status = _clients.Permit(from.Badge, new ContractId(contract), reason == DecisionReason.Asked);
        isAllowed = status == Status.Ok;
        return status;
    }

    public Status SetAnswer(ReadOnlySpan<byte> program, ulong subject, bool isAllowed, Caller from = default)
    {
        if (!IsTrusted(from)) return Status.NotPermitted;
        if (!_book.TryAdd(ProgramName.Of(program), Subject.Claimed(subject), isAllowed)) return Status.TableFull;
        _book.Save(_memory.Bytes);
        return Status.Ok;
    }

    public Status Forget(ReadOnlySpan<byte> program, Caller from = default)
    {
        if (!IsTrusted(from)) return Status.NotPermitted;
        _book.Forget(ProgramName.Of(program));
        _book.Save(_memory.Bytes);
        return Status.Ok;
    }

    /// <summary>Everybody may ask; answers come from the user, by way of who the system trusts.</summary>
    private bool IsTrusted(Caller caller) => _clients.TryFind(caller.Badge, default, out Client client) && client.IsTrusted;
}
