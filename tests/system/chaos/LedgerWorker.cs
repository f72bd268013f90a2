using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems;

/// <summary>Has deeds noted: each once if its call was answered, at most once if not.</summary>
internal sealed class LedgerWorker(uint client) : Worker("ledger", LedgerName.Value)
{
    private LedgerClient _ledger;
    private ulong _number, _lastNoted;

    protected override Status Connect(Handle<Endpoint> endpoint) => LedgerClient.Connect(endpoint, out _ledger);

    protected override Status Call()
    {
        Status status = _ledger.Note(client, ++_number, out ulong before);
        if (status != Status.Ok) return status;
        if (before < _lastNoted || before >= _number) Complain($"{before} was noted before {_number}, though {_lastNoted} was");
        _lastNoted = _number;
        return Status.Ok;
    }

    protected override void Disconnect() => _ledger.Dispose();
}
