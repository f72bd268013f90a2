using Diesis.Abi;
using Diesis.Communication.Rings;

namespace Diesis.Contracts.Input;

/// <summary>Keyboards, mice and other pointers that a driver has.</summary>
[Contract(SurvivesRestart = true)]
public interface IInputDevice
{
    /// <summary>
    /// Has all events from now on come through this ring. There is one reader: who had a ring before reads its end, <see cref="Status.PeerClosed"/>. Keys that are down at that moment come
    /// first, as held: whoever read before has had their going down. Events that do not fit are lost, and <see cref="InputKind.Lost"/> stands in their place.
    /// </summary>
    /// <returns><see cref="Status.OutOfMemory"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>: there is no room for a ring.</returns>
    Status Read(out ReadingEnd<InputEvent> events);

    /// <summary>Has the lights of all keyboards on or off.</summary>
    [Idempotent]
    Status SetLights(KeyboardLights lights);
}
