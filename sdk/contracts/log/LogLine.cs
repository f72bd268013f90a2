namespace Diesis.Contracts.Log;

/// <summary>What stands before the text of each line that was read.</summary>
public struct LogLine
{
    /// <summary>They are counted from 0 on, from the start of the system.</summary>
    public ulong Number;

    /// <summary>When it was written, by the kernel's clock.</summary>
    public ulong TimeNs;

    /// <summary>Who wrote it: the caller's badge.</summary>
    public ulong Source;

    public LogLevel Level;

    /// <summary>Of the text.</summary>
    public byte Length;
}
