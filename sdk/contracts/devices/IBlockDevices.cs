using Diesis.Abi;

namespace Diesis.Contracts.Devices;

/// <summary>A driver of devices that keep blocks: those that it drives, by numbers that stay theirs as long as the machine is on.</summary>
[Contract(SurvivesRestart = true)]
public interface IBlockDevices
{
    [Idempotent]
    Status Count(out uint devices);

    /// <summary>Begins to use a device. Others may use it at the same time: who may, and which part of it, is for whoever hands devices on to decide.</summary>
    /// <param name="device">Of this instance of the driver: after its end a new one has to be opened.</param>
    /// <returns><see cref="Status.OutOfRange"/>: there are not so many. <see cref="Status.TableFull"/>: too many are open.</returns>
    Status Open(uint number, out IBlockDevice device);
}
