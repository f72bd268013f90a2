namespace Diesis.Tests.Behaviour;

/// <summary>
/// What the suite says over .NET, as one number. A host test computes it over .NET and a guest test over our library, on each
/// architecture: so all of them agree.
/// </summary>
internal static class Expected
{
    public const ulong CoreFingerprint = 0x085d_6041_725e_2412;
}
