namespace Diesis.Programs;

/// <summary>How the machine is to end when all services have: what init returns as its status, and root does.</summary>
public readonly struct MachineEnd
{
    /// <summary>Above it is what is no status.</summary>
    public const uint MostStatus = 255;

    private const ulong RestartBit = MostStatus + 1;

    private MachineEnd(ulong exitStatus) => ExitStatus = exitStatus;

    /// <summary>Init's status.</summary>
    public ulong ExitStatus { get; }

    /// <summary>The machine is to begin anew; else it is turned off.</summary>
    public bool IsRestart => (ExitStatus & RestartBit) != 0;

    /// <summary>With what an emulator is to end.</summary>
    public uint Status => (uint)(ExitStatus & MostStatus);

    public static MachineEnd Restart => new(RestartBit);

    /// <summary>The machine is to be turned off.</summary>
    /// <param name="status">What is more than <see cref="MostStatus"/> of it does not count.</param>
    public static MachineEnd Of(uint status) => new(status & MostStatus);

    /// <summary>What a status of init's means.</summary>
    public static MachineEnd FromExitStatus(ulong status) => new(status & (RestartBit | MostStatus));
}
