using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Diesis.Servers.Init;

/// <summary>
/// Everybody who may ask the broker, by badge: services, and guests, which are programs that a service starts for others. A badge stands for
/// one client for as long as the system runs.
/// </summary>
public sealed class Clients(Supervisor supervisor)
{
    /// <summary>More than there can be services.</summary>
    private const ulong FirstGuest = 64;

    public const int MostGuests = 1024;

    private readonly Dictionary<ulong, Guest> _guests = [];
    private ulong _nextGuest = FirstGuest;

    private readonly record struct Guest(ServiceDescription Description, Service Host);

    public int GuestCount => _guests.Count;

    /// <summary>By what servers know a service.</summary>
    public static ulong BadgeOf(Service service) => (ulong)service.Id + 1;

    public bool TryFind(ulong badge, [NotNullWhen(true)] out ServiceDescription? client)
    {
        client = TryFindService(badge, out Service? service) ? service.Description : _guests.TryGetValue(badge, out Guest guest) ? guest.Description : null;
        return client != null;
    }

    public bool TryFindService(ulong badge, [NotNullWhen(true)] out Service? service)
    {
        bool isThere = badge - 1 < (ulong)supervisor.Services.Count;
        service = isThere ? supervisor.Services[(int)(badge - 1)] : null;
        return isThere;
    }

    /// <summary>Who started a client; null for a service.</summary>
    public Service? HostOf(ulong badge) => _guests.TryGetValue(badge, out Guest guest) ? guest.Host : null;

    /// <summary>Adds a program that a service is going to start.</summary>
    /// <returns>False when there are too many.</returns>
    public bool TryAdd(ServiceDescription guest, Service host, out ulong badge)
    {
        badge = 0;
        if (_guests.Count >= MostGuests) return false;
        badge = _nextGuest++;
        _guests.Add(badge, new Guest(guest, host));
        return true;
    }

    /// <summary>A guest has ended.</summary>
    /// <returns>False when the service has no such guest.</returns>
    public bool TryRemove(ulong badge, Service host) => _guests.TryGetValue(badge, out Guest guest) && guest.Host == host && _guests.Remove(badge);

    /// <summary>A service has ended, and with it its guests.</summary>
    /// <returns>Their badges.</returns>
    public IReadOnlyList<ulong> RemoveAllOf(Service host)
    {
        var gone = new List<ulong>();
        foreach (var entry in _guests)
            if (entry.Value.Host == host) gone.Add(entry.Key);
        foreach (ulong badge in gone) _ = _guests.Remove(badge);
        return gone;
    }
}
