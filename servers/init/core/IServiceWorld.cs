namespace Diesis.Servers.Init;

/// <summary>How urgent something is that init reports.</summary>
public enum ReportLevel : byte
{
    Information,
    Warning,
    Error,
}

/// <summary>What becomes of a service that is to be started.</summary>
public enum StartOutcome : byte
{
    /// <summary>It runs. Its end will be told.</summary>
    Runs,

    /// <summary>It cannot be made. No end is told.</summary>
    Fails,

    /// <summary>It is being made, and others can be meanwhile. <see cref="Supervisor.Made"/> or <see cref="Supervisor.NotMade"/> will be told.</summary>
    Begun,
}

/// <summary>What the supervisor has done by others: processes are none of its business.</summary>
public interface IServiceWorld
{
    /// <summary>Makes a process of a service and lets it run, or begins to.</summary>
    StartOutcome Start(Service service);

    /// <summary>Asks a running service to end by itself.</summary>
    void AskToStop(Service service);

    /// <summary>Ends a running service. Its end will be told.</summary>
    void Stop(Service service);

    void Report(ReportLevel level, string text);
}
