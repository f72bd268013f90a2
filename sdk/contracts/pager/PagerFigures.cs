namespace Diesis.Contracts.Pager;

/// <summary>What a pager has done with a piece of memory.</summary>
public struct PagerFigures
{
    /// <summary>Pages that are in memory now.</summary>
    public uint Present;

    /// <summary>Pages that the store did not take, and that are kept until it does.</summary>
    public uint Kept;

    /// <summary>Pages that were written back.</summary>
    public ulong Written;
}
