using Internal.Runtime.Threading;

namespace System.Threading;

public enum EventResetMode
{
    /// <summary>Lets one thread through each time that it is set.</summary>
    AutoReset = 0,

    /// <summary>Lets all through until it is reset.</summary>
    ManualReset = 1,
}

/// <summary>Lets threads through that wait for something to happen.</summary>
public class EventWaitHandle(bool initialState, EventResetMode mode) : WaitHandle
{
    private readonly bool _isDoor = mode == EventResetMode.ManualReset;
    private int _state = initialState ? 1 : 0;

    public bool Set()
    {
        if (_isDoor) WaitableWord.Open(ref _state);
        else _ = WaitableWord.TryPut(ref _state, 1, most: 1, out _);
        TellWatchers();
        return true;
    }

    internal override void GiveBack()
    {
        if (!_isDoor) _ = Set();
    }

    public bool Reset()
    {
        WaitableWord.Shut(ref _state);
        return true;
    }

    public override bool WaitOne(int millisecondsTimeout)
    {
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        return _isDoor ? WaitableWord.AwaitOpen(ref _state, deadline) : WaitableWord.Take(ref _state, deadline);
    }
}

public sealed class AutoResetEvent(bool initialState) : EventWaitHandle(initialState, EventResetMode.AutoReset);

public sealed class ManualResetEvent(bool initialState) : EventWaitHandle(initialState, EventResetMode.ManualReset);
