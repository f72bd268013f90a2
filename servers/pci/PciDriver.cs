using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Devices;

namespace Diesis.Servers.Pci;

/// <summary>A driver, as a conversation: what it has taken. It all comes back when the conversation, or the driver, ends.</summary>
internal sealed class PciDriver(PciOffice office, DriverEnds ends, ulong badge) : IPciDevices, IDisposable
{
    private readonly List<DrivenFunction> _functions = [];
    private bool _isWatched, _isOver;

    public async ValueTask<Result<IPciFunction>> Take(ushort vendor, ushort kind, uint classes, uint classMask, Handle<Thread> driver, Caller from = default)
    {
        Status status = Watch(driver);
        if (status != Status.Ok) return status;
        Result<DrivenFunction> taken = await office.Take(vendor, kind, classes, classMask, badge).ConfigureAwait(false);
        if (!taken.TryGet(out DrivenFunction function)) return taken.Status;
        lock (_functions)
        {
            // It may have ended meanwhile.
            if (!_isOver)
            {
                _functions.Add(function);
                return new Result<IPciFunction>(function);
            }
        }
        function.Dispose();
        return Status.PeerClosed;
    }

    /// <param name="thread">Given up, unless it is watched from now on.</param>
    private Status Watch(Handle<Thread> thread)
    {
        lock (_functions)
        {
            Status status = _isWatched ? Status.Ok : ends.Watch(thread, this);
            if (_isWatched || status != Status.Ok) _ = Kernel.Release(thread);
            _isWatched |= status == Status.Ok;
            return status;
        }
    }

    /// <summary>The conversation is over.</summary>
    public void Dispose()
    {
        End();
        ends.Forget(this);
    }

    /// <summary>The driver has ended.</summary>
    public void End()
    {
        lock (_functions)
        {
            _isOver = true;
            foreach (DrivenFunction function in _functions) function.Dispose();
            _functions.Clear();
        }
    }
}
