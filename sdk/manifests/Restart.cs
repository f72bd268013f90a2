namespace Diesis.Manifests;

/// <summary>When a program that has ended is started again.</summary>
public enum RestartWhen : byte
{
    Never = 0,

    /// <summary>When it did not end by itself with status 0.</summary>
    OnFailure = 1,

    Always = 2,
}

/// <summary>Whether and how a program that has ended is started again.</summary>
public readonly struct RestartPolicy
{
    public RestartWhen When { get; init; }

    /// <summary>After so many within <see cref="WindowMs"/> it is given up.</summary>
    public byte Most { get; init; }
    public uint WindowMs { get; init; }

    /// <summary>How long the first wait is; each further one is twice as long, up to <see cref="LongestWaitMs"/>.</summary>
    public uint FirstWaitMs { get; init; }
    public uint LongestWaitMs { get; init; }

    /// <summary>The size of the block of memory that is handed on from one instance to the next; 0: there is none.</summary>
    public uint StateBytes { get; init; }

    public static RestartPolicy Never => default;
    public static RestartPolicy OnFailure(uint stateBytes = 0) => Usual(RestartWhen.OnFailure, stateBytes);
    public static RestartPolicy Always(uint stateBytes = 0) => Usual(RestartWhen.Always, stateBytes);

    private static RestartPolicy Usual(RestartWhen when, uint stateBytes) => new()
    {
        When = when,
        Most = 5,
        WindowMs = 60_000,
        FirstWaitMs = 10,
        LongestWaitMs = 2_000,
        StateBytes = stateBytes,
    };
}
