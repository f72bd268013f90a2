namespace Diesis.Servers.Processes;

/// <summary>How a process ended, as the kernel says it.</summary>
public readonly record struct ProcessEnd(uint Kind, ulong Status);

/// <summary>What is known of a process, and of one that has ended until somebody asks how.</summary>
public sealed class ProcessRecord(uint id, string name, uint parent)
{
    /// <summary>Never given twice. 0 is no process's.</summary>
    public uint Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>Who had it started, or who has inherited it; 0: nobody who is there.</summary>
    public uint Parent { get; internal set; } = parent;

    /// <summary>Null as long as it runs.</summary>
    public ProcessEnd? End { get; internal set; }

    public bool HasEnded => End != null;
}
