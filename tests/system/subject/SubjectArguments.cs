using Diesis.Services;

namespace Diesis.Tests.Systems;

/// <summary>What the subject is to do.</summary>
internal enum SubjectTask : uint
{
    /// <summary>End with a number as its status.</summary>
    Return,

    /// <summary>End by a fault.</summary>
    Fault,

    /// <summary>Use processor time until it is ended.</summary>
    Spin,

    /// <summary>Signal the notification that it was given.</summary>
    Signal,

    /// <summary>Ask for a contract, and end with what the broker says.</summary>
    Find,

    /// <summary>Start another that spins, and wait until it is ended.</summary>
    StartAnother,

    /// <summary>End a process by its number, and end with what the server says to that.</summary>
    Kill,
}

/// <summary>The arguments of the subject.</summary>
internal struct SubjectArguments : IProgramArguments
{
    public static ulong Type => 0x7463_656A_6275_53;

    /// <summary>The role of the notification for <see cref="SubjectTask.Signal"/>.</summary>
    public const ulong SignalRole = 0x1000;

    public SubjectTask Task;

    /// <summary>Zeros.</summary>
    public uint Reserved;

    /// <summary>A status, a contract, a process.</summary>
    public ulong Number;
}
