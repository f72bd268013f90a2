using System;

namespace Diesis.Contracts;

/// <summary>
/// An interface whose calls cross from one process to another. <c>sdk/generators</c> writes the client (<c>IName</c>: <c>NameClient</c>), the
/// server's dispatch (<c>NameContract</c>) and the hash of all that both sides have to agree on; docs/contracts.md says what methods may look like.
/// </summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class ContractAttribute : Attribute
{
    /// <summary>
    /// A client's conversation outlives the server: when it was started anew the client begins again with it, and makes calls again that no service has seen, or that are
    /// <see cref="IdempotentAttribute"/>. Of any other that was under way nobody knows whether it was done: it ends with <c>PeerClosed</c>. It is for contracts whose
    /// server keeps nothing of a conversation that a client would miss.
    /// </summary>
    public bool SurvivesRestart { get; set; }
}
