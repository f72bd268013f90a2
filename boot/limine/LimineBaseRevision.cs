namespace Diesis.Boot.Limine;

/// <summary>
/// The tag by which kernel and loader agree on a base revision. The kernel fills all three words; a loader that serves
/// the requested revision clears the third, and from revision 3 on it writes the revision served into the second.
/// Limine Boot Protocol, "Base Revisions".
/// </summary>
public struct LimineBaseRevision
{
    public ulong Word0;
    public ulong Word1;
    public ulong Word2;

    /// <summary>The revision that the image was loaded by, given what it had asked for.</summary>
    /// <remarks>Loaders that know no revision above 2 (Limine up to 8) leave both words alone.</remarks>
    public readonly ulong Loaded(ulong requested)
        => Word2 == 0 ? requested : Word1 != LimineProtocol.BaseRevision1 ? Word1 : 2;
}
