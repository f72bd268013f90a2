namespace Diesis.Tests.Systems.Contracts;

/// <summary>
/// By what manifests name the ledger: they are evaluated where its contract's hash is not known, since it is in no system but those of tests.
/// </summary>
internal static class LedgerName
{
    public const ulong Value = 0x7265_6764_656C;
}
