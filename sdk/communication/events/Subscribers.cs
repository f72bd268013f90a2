using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Communication.Events;

/// <summary>Those that a server tells of events. It needs no heap; one thread at a time uses it.</summary>
public struct Subscribers<TEvents> where TEvents : unmanaged, Enum
{
    /// <summary>More are refused.</summary>
    public const int Most = 16;

    [InlineArray(Most)]
    private struct Places { private Subscriber<TEvents> _first; }

    private Places _places;

    /// <summary>Tells somebody, too, from now on.</summary>
    /// <returns><see cref="Status.TableFull"/>: there are too many. The subscriber is released then.</returns>
    public Status Add(Subscriber<TEvents> subscriber)
    {
        foreach (ref Subscriber<TEvents> place in (Span<Subscriber<TEvents>>)_places)
        {
            if (!place.IsNone) continue;
            place = subscriber;
            return Status.Ok;
        }
        subscriber.Release();
        return Status.TableFull;
    }

    /// <summary>Nobody would be told.</summary>
    public readonly bool IsEmpty
    {
        get
        {
            foreach (ref readonly Subscriber<TEvents> place in (ReadOnlySpan<Subscriber<TEvents>>)_places)
                if (!place.IsNone) return false;
            return true;
        }
    }

    /// <summary>Tells nobody any more.</summary>
    public void ReleaseAll()
    {
        foreach (ref Subscriber<TEvents> place in (Span<Subscriber<TEvents>>)_places)
        {
            if (!place.IsNone) place.Release();
            place = default;
        }
    }

    /// <summary>Tells all. Who is gone makes room.</summary>
    public void Tell(TEvents events)
    {
        foreach (ref Subscriber<TEvents> place in (Span<Subscriber<TEvents>>)_places)
        {
            if (place.IsNone || place.TryTell(events)) continue;
            place.Release();
            place = default;
        }
    }
}
