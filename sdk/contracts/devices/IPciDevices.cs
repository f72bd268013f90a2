using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Contracts.Devices;

/// <summary>Gives functions on PCI to drivers: each to one at a time, and to each driver what belongs to its function and nothing else.</summary>
[Contract(SurvivesRestart = true)]
public interface IPciDevices
{
    /// <summary>Takes the first function that matches and that nobody drives. It has begun anew since somebody did, and answers at its ranges; it reaches no memory yet.</summary>
    /// <param name="vendor">Or <see cref="PciFunctionInfo.Any"/>, as <paramref name="kind"/> can be.</param>
    /// <param name="classes">What of its class has to be as <paramref name="classMask"/> selects.</param>
    /// <param name="driver">A thread of the driver's: when it has ended, so has the driver.</param>
    /// <returns><see cref="Status.NotSupported"/>: there is no other. Bridges are driven by nobody.</returns>
    ValueTask<Result<IPciFunction>> Take(ushort vendor, ushort kind, uint classes, uint classMask, [Cloned(Rights.Inspect)] Handle<Thread> driver, [Caller] Caller from = default);
}
