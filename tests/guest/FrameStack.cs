using Diesis.Kernel;
using Diesis.Machines;

namespace Diesis.Tests.Guest;

/// <summary>Frames that a test holds, any number of them: each says in its first word which one was taken before it.</summary>
internal ref struct FrameStack
{
    private Frame _last;

    public ulong Count { get; private set; }

    /// <summary>Takes one more frame from this core.</summary>
    public bool TryTake(out Frame frame)
    {
        if (!CpuDriver.Current.TryAllocateFrame(out frame)) return false;
        FirstWord(frame) = _last.Number;
        _last = frame;
        Count++;
        return true;
    }

    /// <returns>False when the frame last taken does not say so any more: it was given to somebody else, too.</returns>
    public bool TryGiveAllBack()
    {
        while (Count > 0)
        {
            ulong before = FirstWord(_last);
            bool isFirst = before == default(Frame).Number;
            if (isFirst != (Count == 1)) return false;
            CpuDriver.Current.Frames.Free(_last);
            _last = new Frame(before);
            Count--;
        }
        return true;
    }

    // SAFETY: the frame is this core's, and the direct map shows it.
    private static unsafe ref ulong FirstWord(Frame frame) => ref *(ulong*)Machine.DirectMap(frame.Start);
}
