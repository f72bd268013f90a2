using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;

namespace Diesis.Tests.Systems;

/// <summary>Gives an answer, and asks whether it holds: it does, also when the service was started anew in between.</summary>
internal sealed class PermissionWorker() : Worker("permissions", PermissionsContract.ExpectedHash)
{
    private PermissionsClient _permissions;
    private bool _isSet;

    protected override Status Connect(Handle<Endpoint> endpoint) => PermissionsClient.Connect(endpoint, out _permissions);

    protected override Status Call()
    {
        if (!_isSet)
        {
            Status set = _permissions.SetAnswer("chaos"u8, LogContract.ExpectedHash, true);
            _isSet = set == Status.Ok;
            return set;
        }
        Status status = _permissions.Request(LogContract.ExpectedHash, out bool isAllowed, out DecisionReason reason);
        if (status == Status.Ok && (!isAllowed || reason != DecisionReason.Stored)) Complain("an answer was forgotten");
        return status;
    }

    protected override void Disconnect() => _permissions.Dispose();
}
