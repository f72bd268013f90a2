using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Where page tables take their frames from and return them to.</summary>
public interface ITableFrames
{
    /// <summary>Takes a frame. Its content is undefined.</summary>
    /// <returns>False when there is none, or none that may be spent on tables.</returns>
    bool TryTake(out Frame frame);

    void GiveBack(Frame frame);
}
