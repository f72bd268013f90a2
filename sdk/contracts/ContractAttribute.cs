using System;

namespace Diesis.Contracts;

/// <summary>
/// An interface whose calls cross from one process to another. <c>sdk/generators</c> writes the client (<c>IName</c>: <c>NameClient</c>), the
/// server's dispatch (<c>NameContract</c>) and the hash of all that both sides have to agree on; docs/contracts.md says what methods may look like.
/// </summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class ContractAttribute : Attribute;
