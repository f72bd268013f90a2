namespace System.Diagnostics;

/// <summary>Measures time that passes, in nanoseconds.</summary>
public class Stopwatch
{
    public const bool IsHighResolution = true;

    private const long NanosecondsPerTick = 100, NanosecondsPerMillisecond = 1_000_000;

    private long _before;
    private long _started;

    /// <summary>How many of what <see cref="GetTimestamp"/> gives make a second.</summary>
    public static readonly long Frequency = 1_000_000_000;

    public bool IsRunning { get; private set; }

    public long ElapsedTicks => IsRunning ? _before + GetTimestamp() - _started : _before;

    public TimeSpan Elapsed => new(ElapsedTicks / NanosecondsPerTick);

    public long ElapsedMilliseconds => ElapsedTicks / NanosecondsPerMillisecond;

    public static long GetTimestamp() => (long)ThreadPlatform.Now;

    public static TimeSpan GetElapsedTime(long startingTimestamp) => GetElapsedTime(startingTimestamp, GetTimestamp());

    public static TimeSpan GetElapsedTime(long startingTimestamp, long endingTimestamp)
        => new((endingTimestamp - startingTimestamp) / NanosecondsPerTick);

    public static Stopwatch StartNew()
    {
        Stopwatch watch = new();
        watch.Start();
        return watch;
    }

    public void Start()
    {
        if (IsRunning) return;
        _started = GetTimestamp();
        IsRunning = true;
    }

    public void Stop()
    {
        _before = ElapsedTicks;
        IsRunning = false;
    }

    public void Reset()
    {
        _before = 0;
        IsRunning = false;
    }

    public void Restart()
    {
        Reset();
        Start();
    }

    public override string ToString() => Elapsed.ToString();
}
