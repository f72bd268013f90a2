using Diesis.Contracts.Permissions;
using Diesis.Manifests;

namespace Diesis.Tests.Systems.Answerer;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "answerer",
        Offers = [Offer.Of(QuestionContract.ExpectedHash)],
    };
}
