using System;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Contracts.Displays;

/// <summary>A screen of pixels. Who draws on it has memory of its size, and says which parts of that are to be seen.</summary>
[Contract(SurvivesRestart = true)]
public interface IDisplay
{
    /// <summary>Tells what the screen is like. It stays so as long as the driver lives.</summary>
    [Idempotent]
    Status Describe(out DisplayMode mode);

    /// <summary>
    /// Takes the screen: it shows this memory from the next <see cref="Show"/> on. Who had it before draws in vain, and is told so by <see cref="Show"/>.
    /// </summary>
    /// <param name="pixels">Lines of <see cref="DisplayMode.Width"/> pixels, one after the other, each 32 bits: 0x00RRGGBB. All black at first.</param>
    /// <param name="turn">Stands for this use of the screen.</param>
    /// <returns><see cref="Status.OutOfMemory"/>, <see cref="Status.BudgetExceeded"/>: there is no memory for it.</returns>
    Status Take([Moved, Needs(Rights.Read | Rights.Write | Rights.Inspect)] out Handle<MemoryObject> pixels, out uint turn);

    /// <summary>Brings parts of the memory to the screen. When it returns they are there.</summary>
    /// <param name="turn">As <see cref="Take"/> gave it.</param>
    /// <param name="areas">What lies outside of the screen is left out.</param>
    /// <returns><see cref="Status.BadState"/>: somebody else has the screen now, or the driver is another; who wants it takes it again.</returns>
    [Idempotent]
    Status Show(uint turn, [MaxLength(64)] ReadOnlySpan<PixelArea> areas);
}
