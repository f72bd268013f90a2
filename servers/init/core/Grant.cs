using Diesis.Manifests;

namespace Diesis.Servers.Init;

/// <summary>Who decided that somebody may have something.</summary>
public enum DecidedBy : byte
{
    /// <summary>Nobody: the default is to have nothing.</summary>
    Default,

    /// <summary>The system's own manifest.</summary>
    System,

    /// <summary>An answer that the user gave before.</summary>
    StoredAnswer,

    /// <summary>The user, just now.</summary>
    Question,
}

/// <summary>Whether somebody may have something, and why.</summary>
public readonly record struct Verdict(bool IsAllowed, DecidedBy By);

/// <summary>What somebody was given, from whom, and by what right: kept as long as init runs, so that it can say why.</summary>
public sealed record Grant
{
    public required string Client { get; init; }
    public required string Provider { get; init; }
    public required ContractId Contract { get; init; }

    /// <summary>Where the client's manifest asks for it.</summary>
    public required uint Line { get; init; }

    public required DecidedBy By { get; init; }

    public override string ToString() =>
        $"granted by init, manifest of {Client}, line {Line}, permitted by {Words(By)}; {Provider} offers it";

    private static string Words(DecidedBy by) => by switch
    {
        DecidedBy.System => "the system's manifest",
        DecidedBy.StoredAnswer => "an answer of the user's",
        DecidedBy.Question => "the user when asked",
        _ => "nobody",
    };
}
