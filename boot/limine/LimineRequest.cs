namespace Diesis.Boot.Limine;

/// <summary>
/// One question of the kernel's: static data of its image, which the loader finds by <see cref="Feature"/>
/// and answers by writing <see cref="Response"/>. A response that stays null is a feature it does not have.
/// </summary>
public struct LimineRequest<TResponse>(LimineFeature feature) where TResponse : unmanaged
{
    public LimineFeature Feature = feature;
    public ulong Revision;
    public HhdmPointer<TResponse> Response;

    public readonly bool IsAnswered => !Response.IsNull;
}

/// <summary>Asks for a stack of another size than <see cref="LimineProtocol.StackSize"/>.</summary>
public struct LimineStackSizeRequest(ulong bytes)
{
    public LimineRequest<LimineAcknowledgement> Request = new(LimineFeature.StackSize);
    public ulong Bytes = bytes;
}

/// <summary>Says how many levels of page tables the kernel can take over. "Paging Mode Feature".</summary>
public struct LiminePagingModeRequest(LiminePagingMode only)
{
    public LimineRequest<LiminePagingModeAnswer> Request = new(LimineFeature.PagingMode) { Revision = 1 };
    public LiminePagingMode Preferred = only;
    public LiminePagingMode Most = only;
    public LiminePagingMode Least = only;
}

/// <summary>The same numbers on x86_64 and AArch64.</summary>
public enum LiminePagingMode : ulong
{
    FourLevels = 0,
    FiveLevels = 1,
}
