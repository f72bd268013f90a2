namespace Diesis.Tests.Systems.Contracts;

/// <summary>By what manifests name the one that has several cores: see <see cref="LedgerName"/>.</summary>
internal static class SpreadName
{
    public const ulong Value = 0x6461_6572_7073;

    /// <summary>What its manifest asks for.</summary>
    public const byte Cores = 3;
}
