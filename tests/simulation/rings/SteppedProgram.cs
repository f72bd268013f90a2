using System.Runtime.CompilerServices;
using Diesis.Machines.Simulated;

namespace Diesis.Simulating;

/// <summary>
/// A program of the library that knows nothing of the simulator, as a simulated thread runs it: it stands still before each step that another thread could notice, and the simulation
/// decides when it goes on. On the host it has a thread of its own, which runs only while the simulation waits for its next step.
/// </summary>
/// <remarks>
/// What it stores in memory that others see lies in a buffer for a while, as it does in processors: in its order, seen by its own loads, and by others when the buffer is drained.
/// So a barrier that is missing between a store and a load shows.
/// </remarks>
internal sealed class SteppedProgram(ulong seed)
{
    /// <summary>A step takes so long at most: the end of a thread's turn may come at each.</summary>
    private const int LongestStepNs = 3_000;

    [ThreadStatic] private static SteppedProgram? _current;

    private SeededRandom _random = new(seed);
    private readonly Queue<(nint Address, ulong Value)> _stores = [];
    private readonly SemaphoreSlim _mayGoOn = new(0), _standsStill = new(0);
    private Func<SimulatedThread, Task> _step = null!;
    private Exception? _failure;
    private bool _isDone;

    /// <summary>That of the thread that asks.</summary>
    public static SteppedProgram Current => _current!;

    /// <summary>Runs it to its end.</summary>
    public async Task Run(SimulatedThread by, Action program)
    {
        Thread host = new(() => RunHere(program)) { IsBackground = true };
        host.Start();
        while (!GoToNextStep()) await _step(by);
        host.Join();
        if (_failure is { } failure) throw new InvalidOperationException(failure.Message, failure);
    }

    private void RunHere(Action program)
    {
        _current = this;
        _mayGoOn.Wait();
        try
        {
            program();
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
        Drain(_stores.Count);
        _isDone = true;
        _ = _standsStill.Release();
    }

    private bool GoToNextStep()
    {
        _ = _mayGoOn.Release();
        _standsStill.Wait();
        return _isDone;
    }

    /// <summary>Has the simulation do something, and goes on when that is done.</summary>
    private void Step(Func<SimulatedThread, Task> what)
    {
        _step = what;
        _ = _standsStill.Release();
        _mayGoOn.Wait();
    }

    private void Pass()
    {
        ulong time = (ulong)_random.Below(LongestStepNs) + 1;
        Step(async thread => await thread.Compute(time));
        Drain(_random.Below(4) == 0 ? _random.Below(_stores.Count + 1) : 0);
    }

    private unsafe void Drain(int count)
    {
        for (; count > 0; count--)
        {
            var (address, value) = _stores.Dequeue();
            *(ulong*)address = value;
        }
    }

    public unsafe ulong Load(ref ulong location)
    {
        Pass();
        nint address = (nint)Unsafe.AsPointer(ref location);
        ulong value = *(ulong*)address;
        foreach (var store in _stores)
            if (store.Address == address) value = store.Value;
        return value;
    }

    public unsafe void Store(ref ulong location, ulong value)
    {
        Pass();
        _stores.Enqueue(((nint)Unsafe.AsPointer(ref location), value));
    }

    public void Barrier()
    {
        Pass();
        Drain(_stores.Count);
    }

    /// <summary>Makes a system call. Who sleeps in one has nothing left in its buffer.</summary>
    public T Call<T>(Func<SimulatedThread, Task<T>> call)
    {
        Drain(_stores.Count);
        T result = default!;
        Step(async thread => result = await call(thread));
        return result;
    }
}
