namespace Diesis.Tests.Bench;

/// <summary>What the smallest program finds gifts by.</summary>
internal static class SpawnedRole
{
    /// <summary>Memory whose first word is to be the time at which it began.</summary>
    public const ulong Time = 0x1000;
}
