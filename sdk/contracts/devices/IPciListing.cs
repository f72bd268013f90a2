using System;
using Diesis.Abi;

namespace Diesis.Contracts.Devices;

/// <summary>Tells what there is on PCI, and who drives it. Whoever may ask that can do nothing to a device.</summary>
[Contract(SurvivesRestart = true)]
public interface IPciListing
{
    /// <summary>Tells of functions in the order of their addresses, from a number on.</summary>
    /// <param name="count">How many were told; fewer than there is room for when there are no more.</param>
    [Idempotent]
    Status List(uint first, [MaxLength(16)] Span<PciFunctionInfo> functions, out uint count);
}
