namespace Diesis.Shell.Sessions;

/// <summary>How a line ended, as a process's status. A line that calls <c>exit(n)</c> ends with any other number.</summary>
public enum RunStatus
{
    Ok = 0,

    /// <summary>It failed while it ran.</summary>
    Failed = 1,

    /// <summary>It was not run: something is wrong with it.</summary>
    Wrong = 2,

    /// <summary>By Ctrl-C; what POSIX shells say then (128 and the number of SIGINT).</summary>
    Cancelled = 130,
}
