using System;

namespace Diesis.Contracts;

/// <summary>
/// May be repeated: doing it twice is as good as doing it once. When the server has gone, the client of a contract that survives that
/// (<see cref="ContractAttribute.SurvivesRestart"/>) makes such a call again.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
