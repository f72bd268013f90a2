using System;

namespace Diesis.Contracts.Terminals;

/// <summary>What happens to a terminal besides what is typed.</summary>
[Flags]
public enum TerminalEvents : byte
{
    /// <summary>It has another size.</summary>
    Resized = 1,

    /// <summary>Ctrl-C was typed (<see cref="InterruptKey.IsTold"/>).</summary>
    Interrupted = 2,
}
