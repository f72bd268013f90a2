using System;

namespace Diesis.Contracts.Log;

/// <summary>What happens to the log.</summary>
[Flags]
public enum LogEvents : byte
{
    /// <summary>There is a line, or there are several, that was not there before.</summary>
    Written = 1,
}
