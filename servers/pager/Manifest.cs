using Diesis.Contracts.Pager;
using Diesis.Manifests;

namespace Diesis.Servers.Pager;

internal static class PagerManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "pager",
        Offers = [Offer.Of(PagerContract.ExpectedHash)],
        BudgetBytes = BudgetBytes,
        Restart = RestartPolicy.Always(),
    };

    /// <summary>Half of it is for pages: see <c>PagedMemories</c>.</summary>
    private const ulong BudgetBytes = 4 << 20;
}
