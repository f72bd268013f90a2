using Diesis.Manifests;

namespace Diesis.Tests.Systems.GivenUp;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "given-up",
        Restart = RestartPolicy.OnFailure() with { Most = 2 },
    };
}
