using System;
using System.Threading;

namespace Diesis.Machines.Simulated;

public enum CoreState : byte
{
    /// <summary>It could go on, or does.</summary>
    Busy,

    /// <summary>It waits for an interrupt.</summary>
    Waiting,

    /// <summary>It has stopped for good.</summary>
    Ended,
}

/// <summary>
/// One core of a simulated machine. It runs on a thread of its own, and only while it holds the baton, so that all cores
/// together are one sequence of steps.
/// </summary>
public sealed class SimulatedCore
{
    /// <summary>Which core a thread runs: the one thing here that a kernel reaches without being handed it, as on hardware.</summary>
    [ThreadStatic] private static SimulatedCore? t_current;

    internal SimulatedCore(SimulatedHardware hardware, CoreNumber number)
    {
        Hardware = hardware;
        Number = number;
    }

    /// <summary>The core that runs this.</summary>
    public static SimulatedCore Current
    {
        get => t_current ?? throw new InvalidOperationException("this thread runs no simulated core: see SimulatedHardware.Alone");
        internal set => t_current = value;
    }

    internal static SimulatedCore? CurrentOrNull => t_current;

    public SimulatedHardware Hardware { get; }
    public CoreNumber Number { get; }

    /// <summary>See <see cref="IMachine.CoreLocal"/>.</summary>
    public nuint CoreLocal { get; set; }

    /// <summary>The page tables in use; zero when there are none.</summary>
    public PhysicalAddress SpaceRoot { get; internal set; }

    /// <summary>What it has looked up in page tables and not been told to forget.</summary>
    public SimulatedTranslations Translations { get; } = new();

    public CoreState State { get; internal set; }

    /// <summary>The I/O ports that user mode may use now, and those that it may when they are opened again.</summary>
    public ReadOnlySpan<PortRange> OpenPorts => _arePortsOpen ? _ports : [];

    private PortRange[] _ports = [];
    private ulong _portsVersion;
    private bool _arePortsOpen;

    /// <summary>When its bell will be heard, if it rang; see <see cref="SimulatedHardware.Now"/>.</summary>
    internal ulong? BellDue { get; set; }
    internal ulong? TimerDue { get; set; }

    /// <summary>When it will hear of a device's line or message, if one has come to it.</summary>
    internal ulong? DeviceDue { get; set; }

    /// <summary>Bytes that the simulation itself has allocated on this core's thread.</summary>
    internal long OwnAllocations { get; set; }

    internal SemaphoreSlim Baton { get; } = new(0);

    /// <summary>Bytes that code other than the simulation has allocated on the thread that runs this.</summary>
    public long AllocatedBytes => GC.GetAllocatedBytesForCurrentThread() - OwnAllocations;

    /// <summary>Will its next chance to take an interrupt be used?</summary>
    public bool IsInterrupted(ulong now) => BellDue <= now || TimerDue <= now || DeviceDue <= now;

    /// <summary>When it will be interrupted at the latest, or never.</summary>
    internal ulong NextInterrupt => Math.Min(DeviceDue ?? ulong.MaxValue, Math.Min(BellDue ?? ulong.MaxValue, TimerDue ?? ulong.MaxValue));

    /// <summary>May user mode use an I/O port?</summary>
    public bool IsPortOpen(uint port)
    {
        foreach (PortRange range in OpenPorts)
        {
            if (range.Contains(new PortRange(port, 1))) return true;
        }
        return false;
    }

    /// <returns>False when they are open already.</returns>
    internal bool TryOpenPorts(ulong version, ReadOnlySpan<PortRange> ranges)
    {
        if (_arePortsOpen && version == _portsVersion) return false;
        long before = GC.GetAllocatedBytesForCurrentThread();
        if (version != _portsVersion) _ports = ranges.ToArray();
        OwnAllocations += GC.GetAllocatedBytesForCurrentThread() - before;
        _portsVersion = version;
        return _arePortsOpen = true;
    }

    internal void ClosePorts() => _arePortsOpen = false;

    internal static void Leave() => t_current = null;
}
