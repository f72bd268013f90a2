using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Diesis.Manifests;

/// <summary>The programs that a system consists of, and what each of them is allowed.</summary>
public sealed record SystemManifest
{
    public required IReadOnlyList<SystemService> Services { get; init; }

    /// <summary>What is no service, but can be started: the names in their manifests.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>Files besides its programs.</summary>
    public IReadOnlyList<SystemText> Texts { get; init; } = [];
}

/// <summary>A file of text that a system starts with.</summary>
/// <param name="Path">As the archive has it: <c>etc/fstab</c>.</param>
public sealed record SystemText(string Path, string Content);

/// <summary>A program as part of a system.</summary>
/// <param name="Program">What its manifest is called.</param>
/// <param name="Line">Where in the source of the manifest that stands.</param>
public sealed record SystemService(string Program, [CallerLineNumber] int Line = 0)
{
    public StartWhen Start { get; init; } = StartWhen.OnFirstUse;

    /// <summary>The core it lives on; where the machine has fewer, the last one. Null: init spreads these over all cores.</summary>
    public byte? Core { get; init; }

    /// <summary>Everything that its manifest asks for is allowed; else what the permission service says.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>The system is there for its sake, and shuts down when it ends.</summary>
    public bool IsEssential { get; init; }

    /// <summary>How it is restarted, in place of what its own manifest says; that alone says what state its instances hand on.</summary>
    public RestartPolicy? Restart { get; init; }

    /// <summary>How long it may take to end by itself when the system shuts down.</summary>
    public ushort StopMs { get; init; }
}
