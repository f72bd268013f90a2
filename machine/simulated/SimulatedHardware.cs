using System;
using System.IO;
using System.Text;
using System.Threading;

namespace Diesis.Machines.Simulated;

/// <summary>
/// A machine of several cores in one process. A seed decides which core goes on at every step, when writes are seen by
/// others, and how long a bell takes: the same seed is the same history, on every host.
/// </summary>
/// <remarks>
/// Between two steps on shared memory any other core may act. Cores hand a baton on: exactly one of all threads runs.
/// Seeds differ in temper, too: in how often cores alternate, how long writes stay hidden, and whether bells ring that
/// nobody rang; so that histories of a few long stretches come up as well as finely mixed ones.
/// </remarks>
public sealed partial class SimulatedHardware : IDisposable
{
    /// <summary>A history this long does not end by itself.</summary>
    private const long MostSteps = 2_000_000;

    private readonly SimulatedCore[] _cores;
    private readonly SharedWords _words;
    private readonly SemaphoreSlim _end = new(0);
    private readonly MemoryStream _console = new();
    private readonly int _switchOneIn, _revealOneIn, _strayBellOneIn, _mostBellDelay;
    private SeededRandom _random;
    private bool _isOver;

    public SimulatedHardware(ulong seed, int cores, ulong memoryBytes)
    {
        Seed = seed;
        Memory = new SimulatedMemory(memoryBytes);
        _random = new SeededRandom(seed);
        _cores = new SimulatedCore[cores];
        for (int i = 0; i < cores; i++) _cores[i] = new SimulatedCore(this, new CoreNumber(i));
        _words = new SharedWords(cores);
        _messageReceivers = new nuint[cores * MessagesPerCore];
        _raisedMessages = new bool[cores * MessagesPerCore];

        _switchOneIn = _random.OneIn(16) ? 4 : 8 << _random.Below(6);
        _revealOneIn = 1 << _random.Below(6);
        _strayBellOneIn = _random.OneIn(4) ? 100 : 0;
        _mostBellDelay = 1 << _random.Below(9);
        HasMessages = !_random.OneIn(8);
        PortCount = _random.OneIn(8) ? 0 : AllPorts;
    }

    public ulong Seed { get; }
    public SimulatedMemory Memory { get; }
    public History History { get; } = new();

    /// <summary>Nanoseconds of the machine, all cores alike. Every step takes some.</summary>
    public ulong Now { get; private set; } = 1;

    /// <summary>Do bells ring that nobody rang?</summary>
    public bool HasStrayBells => _strayBellOneIn != 0;

    /// <summary>What failed first, if anything did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Called between any two steps: what must hold always. Throws when it does not.</summary>
    public Action? Invariant { get; set; }

    public int CoreCount => _cores.Length;
    public SimulatedCore this[int core] => _cores[core];

    /// <summary>A machine whose memory its boot core, the calling thread for now, prepares before <see cref="Run"/>.</summary>
    public static SimulatedHardware Starting(ulong seed, int cores, ulong memoryBytes)
    {
        var hardware = new SimulatedHardware(seed, cores, memoryBytes);
        SimulatedCore.Current = hardware[0];
        return hardware;
    }

    /// <summary>A machine of one core, which the calling thread runs from now on: for tests that need one only to be there.</summary>
    public static SimulatedHardware Alone(ulong memoryBytes) => Starting(seed: 0, cores: 1, memoryBytes);

    /// <summary>Runs this on every core, until all have returned or wait for what will not come.</summary>
    public void Run(Action<SimulatedCore> main)
    {
        SimulatedCore.Leave();
        foreach (SimulatedCore core in _cores)
        {
            core.State = CoreState.Busy;
            CoreThread.Run(() => RunCore(core, main));
        }
        Choose()!.Baton.Release();
        _end.Wait();
    }

    private void RunCore(SimulatedCore core, Action<SimulatedCore> main)
    {
        SimulatedCore.Current = core;
        try
        {
            AwaitBaton(core);
            main(core);
        }
        catch (HistoryOver)
        {
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
        core.State = CoreState.Ended;
        History.Add(core.Number, Act.Ends);
        PassOn(_isOver ? null : Choose());
    }

    /// <summary>Hands the baton to who goes on, or ends the run when nobody is left.</summary>
    private void PassOn(SimulatedCore? next)
    {
        if (next == null)
        {
            // What is over is told to the cores one after the other: each unwinds before the next does.
            _isOver = true;
            foreach (SimulatedCore core in _cores)
            {
                if (core.State == CoreState.Ended) continue;
                next = core;
                break;
            }
        }
        (next?.Baton ?? _end).Release();
    }

    private void AwaitBaton(SimulatedCore core)
    {
        core.Baton.Wait();
        if (_isOver) throw new HistoryOver();
    }

    private void Fail(Exception failure)
    {
        Failure ??= failure;
        _isOver = true;
    }

    /// <summary>What the kernel wrote to its debug console.</summary>
    public string Console => Encoding.UTF8.GetString(_console.ToArray());

    internal void WriteConsole(SimulatedCore core, ReadOnlySpan<byte> text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _console.Write(text);
        core.OwnAllocations += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public void Dispose()
    {
        if (ReferenceEquals(SimulatedCore.CurrentOrNull?.Hardware, this)) SimulatedCore.Leave();
        Memory.Dispose();
        _end.Dispose();
    }

    /// <summary>Unwinds a core's thread when the history is over.</summary>
    private sealed class HistoryOver : Exception;
}
