using System;
using System.Collections.Generic;
using Diesis.Manifests;

namespace Diesis.Servers.Init;

/// <summary>Counts the ends of a service, and says when it is started again. What runs well for a while begins anew.</summary>
internal sealed class RestartCount(RestartPolicy policy)
{
    /// <summary>When it ended, as far back as it counts.</summary>
    private readonly Queue<ulong> _ends = new();

    /// <summary>The service ended.</summary>
    /// <param name="waitMs">How long to wait before it is started again.</param>
    /// <returns>False when it has ended too often.</returns>
    public bool TryCount(ulong nowMs, out uint waitMs)
    {
        while (_ends.TryPeek(out ulong first) && nowMs - first > policy.WindowMs) _ = _ends.Dequeue();
        _ends.Enqueue(nowMs);
        int before = _ends.Count - 1;
        ulong wait = before < 32 ? (ulong)policy.FirstWaitMs << before : policy.LongestWaitMs;
        waitMs = (uint)Math.Min(wait, policy.LongestWaitMs);
        return _ends.Count <= policy.Most;
    }

    /// <summary>Is a service that ended so to be started again at all?</summary>
    public bool Applies(ServiceEnd end) => policy.When switch
    {
        RestartWhen.Always => true,
        RestartWhen.OnFailure => !end.IsClean,
        _ => false,
    };
}
