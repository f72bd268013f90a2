namespace Diesis.Contracts.Permissions;

/// <summary>Why something is allowed or not.</summary>
public enum DecisionReason : byte
{
    /// <summary>Nobody allowed it.</summary>
    Default,

    /// <summary>An answer that was given before.</summary>
    Stored,

    /// <summary>An answer that was given now.</summary>
    Asked,
}
