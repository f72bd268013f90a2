using System.Numerics;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Servers.Pci;

/// <summary>Hears of the ends of drivers, as soon as they have ended: a device must not go on by itself.</summary>
internal sealed class DriverEnds
{
    /// <summary>One bit of a notification for each.</summary>
    private const int MostDrivers = 64;

    private readonly PciDriver?[] _drivers = new PciDriver?[MostDrivers];

    /// <summary>None of places that are free. One is free when its bit has come, and not before: else it would be taken for the next driver's.</summary>
    private readonly Handle<Thread>[] _threads = new Handle<Thread>[MostDrivers];
    private readonly Handle<Notification> _ends;

    public DriverEnds() => _ = Kernel.CreateNotification(Startup.Block.Budget, out _ends);

    public void Start() => new System.Threading.Thread(Listen) { IsBackground = true, Name = "ends" }.Start();

    /// <param name="thread">The driver's, and from now on kept here.</param>
    /// <returns><see cref="Status.TableFull"/>: there are too many drivers. What the kernel said, else; the handle is still the caller's then.</returns>
    public Status Watch(Handle<Thread> thread, PciDriver driver)
    {
        lock (_drivers)
        {
            int place = System.Array.FindIndex(_threads, watched => watched.IsNone);
            if (place < 0) return Status.TableFull;
            Status status = Kernel.NotifyOfEnd(thread, _ends, 1UL << place);
            if (status != Status.Ok) return status;
            _drivers[place] = driver;
            _threads[place] = thread;
            return Status.Ok;
        }
    }

    /// <summary>The driver has nothing any more that would have to be taken back.</summary>
    public void Forget(PciDriver driver)
    {
        lock (_drivers)
        {
            int place = System.Array.IndexOf(_drivers, driver);
            if (place >= 0) _drivers[place] = null;
        }
    }

    private void Listen()
    {
        while (Kernel.Wait(_ends, ulong.MaxValue, out ulong bits) == Status.Ok)
            for (; bits != 0; bits &= bits - 1) Take(BitOperations.TrailingZeroCount(bits))?.End();
    }

    private PciDriver? Take(int place)
    {
        lock (_drivers)
        {
            PciDriver? ended = _drivers[place];
            _drivers[place] = null;
            _ = Kernel.Release(_threads[place]);
            _threads[place] = default;
            return ended;
        }
    }
}
