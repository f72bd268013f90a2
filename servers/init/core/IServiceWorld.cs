namespace Diesis.Servers.Init;

/// <summary>How urgent something is that init reports.</summary>
public enum ReportLevel : byte
{
    Information,
    Warning,
    Error,
}

/// <summary>What the supervisor has done by others: processes are none of its business.</summary>
public interface IServiceWorld
{
    /// <summary>Makes a process of a service and lets it run. Its end will be told.</summary>
    /// <returns>False when it cannot be made; then no end is told.</returns>
    bool TryStart(Service service);

    /// <summary>Asks a running service to end by itself.</summary>
    void AskToStop(Service service);

    /// <summary>Ends a running service. Its end will be told.</summary>
    void Stop(Service service);

    void Report(ReportLevel level, string text);
}
