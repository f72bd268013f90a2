namespace Diesis.Shell.Types;

/// <summary>What a number can be a number of: <c>4.KiB</c>, <c>1.5.s</c>.</summary>
/// <param name="count">Of bytes or nanoseconds.</param>
public readonly struct Unit(string name, PrimitiveType type, long count)
{
    public string Name { get; } = name;
    public PrimitiveType Type { get; } = type;
    public long Count { get; } = count;
}

/// <summary>All units. Those of sizes are IEC 80000-13's.</summary>
public static class Units
{
    private const long Second = 1_000_000_000;

    public static readonly Unit[] All =
    [
        new("bytes", PrimitiveType.Size, 1),
        new("KiB", PrimitiveType.Size, 1L << 10),
        new("MiB", PrimitiveType.Size, 1L << 20),
        new("GiB", PrimitiveType.Size, 1L << 30),
        new("TiB", PrimitiveType.Size, 1L << 40),
        new("kB", PrimitiveType.Size, 1_000),
        new("MB", PrimitiveType.Size, 1_000_000),
        new("GB", PrimitiveType.Size, 1_000_000_000),
        new("TB", PrimitiveType.Size, 1_000_000_000_000),
        new("ns", PrimitiveType.Duration, 1),
        new("us", PrimitiveType.Duration, 1_000),
        new("ms", PrimitiveType.Duration, 1_000_000),
        new("s", PrimitiveType.Duration, Second),
        new("min", PrimitiveType.Duration, 60 * Second),
        new("h", PrimitiveType.Duration, 3_600 * Second),
        new("days", PrimitiveType.Duration, 86_400 * Second),
    ];

    public static bool TryFind(string name, out Unit unit)
    {
        foreach (Unit candidate in All)
        {
            if (candidate.Name != name) continue;
            unit = candidate;
            return true;
        }
        unit = default;
        return false;
    }
}
