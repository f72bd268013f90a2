namespace Diesis.Tests.Systems.Contracts;

/// <summary>By what manifests name the streamer: see <see cref="LedgerName"/>.</summary>
internal static class StreamerName
{
    public const ulong Value = 0x7265_6D61_6572_7473;
}
