namespace Diesis.Servers.Init;

/// <summary>A service in the care of init: its description, and how it stands. Only <see cref="Supervisor"/> changes it.</summary>
public sealed class Service(int id, ServiceDescription description)
{
    /// <summary>Its place among the services; it keeps it.</summary>
    public int Id { get; } = id;

    public ServiceDescription Description { get; } = description;
    public string Name => Description.Name;
    public ServiceState State { get; internal set; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; internal set; }

    /// <summary>When something is to be done: start it again, or end it.</summary>
    public ulong DeadlineMs { get; internal set; } = ulong.MaxValue;

    internal RestartCount Restarts { get; } = new(description.Restart);

    /// <summary>Somebody may use what it offers, now or soon.</summary>
    public bool IsUsable => State is ServiceState.Running or ServiceState.Waiting or ServiceState.Starting;

    /// <summary>Of those that start: somebody is at work on it.</summary>
    internal bool IsBeingMade { get; set; }
}
