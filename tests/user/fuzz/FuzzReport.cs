using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Tests.User;

/// <summary>What a process that makes random system calls lets others see of it, in memory that both have mapped.</summary>
internal struct FuzzReport
{
    /// <summary>Numbers of system calls are bytes.</summary>
    public const int Numbers = 256;

    [InlineArray(Numbers)]
    public struct Counts { private uint _first; }

    /// <summary>Why it cannot begin.</summary>
    public Status SetUp;

    public ulong Calls;

    /// <summary>How often each call has succeeded.</summary>
    public Counts Successes;

    /// <summary>The call that is being made, for who looks at memory afterwards.</summary>
    public ulong Number;
}
