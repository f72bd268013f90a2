namespace Diesis.Servers.Processes;

/// <summary>How a process ended, as the kernel says it.</summary>
public readonly record struct ProcessEnd(uint Kind, ulong Status);

/// <summary>What is known of a process, and of one that has ended until somebody asks how.</summary>
public sealed class ProcessRecord(uint id, string name, ulong badge)
{
    /// <summary>Never given twice. 0 is no process's.</summary>
    public uint Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>By what servers know it; never given twice, either.</summary>
    public ulong Badge { get; } = badge;

    /// <summary>The process that had it started, or that has inherited it; 0: it belongs to no process.</summary>
    public uint Parent { get; internal set; }

    /// <summary>The badge of the service that it belongs to, if it belongs to no process.</summary>
    public ulong Owner { get; internal set; }

    /// <summary>Null as long as it runs.</summary>
    public ProcessEnd? End { get; internal set; }

    /// <summary>Processor time that it had used when it ended.</summary>
    public ulong TimeNs { get; internal set; }

    public bool HasEnded => End != null;
}
