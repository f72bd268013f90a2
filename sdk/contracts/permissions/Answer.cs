namespace Diesis.Contracts.Permissions;

/// <summary>What the user says when asked.</summary>
public enum Answer : byte
{
    /// <summary>Nothing: there is nobody, or they do not answer. It is not allowed this time.</summary>
    None,
    Deny,
    Allow,

    /// <summary>Now and from now on.</summary>
    AlwaysDeny,
    AlwaysAllow,
}
