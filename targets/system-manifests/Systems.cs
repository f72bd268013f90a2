using System.Collections.Generic;
using Diesis.Manifests;

namespace Diesis;

/// <summary>The systems that are built: which programs each consists of, and what they may do in it.</summary>
public static class Systems
{
    /// <summary>What is booted when nothing else is said.</summary>
    public static readonly SystemManifest Usual = new()
    {
        Services =
        [
            new("log") { Start = StartWhen.AtBoot, IsTrusted = true },
        ],
    };

    /// <summary>Tests of starting, restarting and ending services, as services.</summary>
    public static readonly SystemManifest Tests = new()
    {
        Services =
        [
            new("log") { IsTrusted = true },
            new("given-up") { Start = StartWhen.AtBoot, IsTrusted = true },
            new("judge") { Start = StartWhen.AtBoot, IsTrusted = true, IsEssential = true, Core = 0 },
        ],
    };
}
