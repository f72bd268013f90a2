using System.Runtime.CompilerServices;

namespace Diesis.Tests.Framework;

/// <summary>
/// One batch of one operation. What lies between <see cref="Start"/> and <see cref="Stop"/> is counted, preparation and
/// clearing away are not; the pair may be used many times in a batch.
/// </summary>
/// <remarks>
/// Under <c>-icount shift=0</c> the machine's counter advances by one per instruction, so a difference of two readings is
/// a number of instructions. What the pair itself costs is measured the same way and taken off.
/// </remarks>
internal ref struct Measurement(ulong overhead)
{
    private readonly ulong _overhead = overhead;
    private ulong _start;
    private ulong _total;
    private ulong _operations;

    public readonly bool IsEmpty => _operations == 0;

    /// <summary>Rounded to the nearest.</summary>
    public readonly ulong PerOperation => (_total + _operations / 2) / _operations;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start() => _start = Machine.ReadCycles();

    /// <param name="operations">How many were performed since <see cref="Start"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stop(int operations = 1)
    {
        ulong spent = Machine.ReadCycles() - _start;
        Count(spent, operations);
    }

    /// <summary>Takes in one operation that somebody else began.</summary>
    /// <param name="start">What the counter said then.</param>
    public void StopSince(ulong start) => Count(Machine.ReadCycles() - start, 1);

    /// <summary>Takes in one operation that was measured by other means.</summary>
    public void Add(ulong spent) => Count(spent + _overhead, 1);

    private void Count(ulong spent, int operations)
    {
        _total += spent > _overhead ? spent - _overhead : 0;
        _operations += (uint)operations;
    }
}
