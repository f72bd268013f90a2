using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Manifests;

namespace Diesis.Tests.Systems.Subject;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "subject",
        Wants =
        [
            Want.Optional(LogContract.ExpectedHash),
            Want.Optional(ProcessesContract.ExpectedHash),
            Want.Optional(QuestionContract.ExpectedHash),
        ],
    };
}
