using System.Collections.Generic;
using Diesis.Manifests;

namespace Diesis.Servers.Init;

/// <summary>
/// Puts services into an order in which each comes behind those whose contracts it wants. Where services want each other in a circle there is none;
/// the order then cuts the circle at the one that was asked for first: calls wait until their server is there.
/// </summary>
internal static class StartOrder
{
    private delegate bool Relation(Service user, Service provider);

    /// <summary>Adds a service, and before it all that it cannot do without and that is not there yet. What it can do without is started when it first asks for it.</summary>
    public static void Add(Service service, IReadOnlyList<Service> all, List<Service> order) => Add(service, all, order, [], Requires);

    private static void Add(Service service, IReadOnlyList<Service> all, List<Service> order, HashSet<Service> seen, Relation relation)
    {
        if (order.Contains(service) || !seen.Add(service)) return;
        foreach (Service other in all)
            if (relation(service, other)) Add(other, all, order, seen, relation);
        order.Add(service);
    }

    /// <summary>Does one want what the other offers?</summary>
    public static bool Wants(Service user, Service provider)
    {
        foreach (WantedContract want in user.Description.Wants)
            if (provider.Description.DoesOffer(want.Contract)) return true;
        return false;
    }

    /// <summary>Does one want what the other offers, and can it not do without?</summary>
    private static bool Requires(Service user, Service provider)
    {
        foreach (WantedContract want in user.Description.Wants)
            if ((want.Options & WantOptions.Optional) == 0 && provider.Description.DoesOffer(want.Contract)) return true;
        return false;
    }

    /// <summary>Does one want what the other offers, perhaps by way of others?</summary>
    public static bool Needs(Service user, Service provider, IReadOnlyList<Service> all)
    {
        var order = new List<Service>();
        Add(user, all, order, [], Wants);
        return Wants(user, provider) || user != provider && order.Contains(provider);
    }
}
