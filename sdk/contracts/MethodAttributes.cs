using System;

namespace Diesis.Contracts;

/// <summary>
/// May be repeated: doing it twice is as good as doing it once. When the server has gone, a client that can reconnect makes such a call again; of
/// any other call nobody knows whether it was done, so it ends with <c>PeerClosed</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
