namespace Diesis.Abi;

/// <summary>
/// Where in an address space whoever starts a process puts what it starts with: somewhere in regions that have nothing in common, so that no
/// choice is in the way of another. All else the process maps where it likes, outside of them.
/// </summary>
/// <remarks>
///   UserStart        1 TiB … 16 TiB      112 TiB … 127 TiB                      UserEnd
///                    the image           guard page, stack, guard page, start block
/// </remarks>
public static class ProcessLayout
{
    public const ulong ImagesStart = 1UL << 40, ImagesEnd = 16UL << 40;
    public const ulong StacksStart = 112UL << 40, StacksEnd = 127UL << 40;
}
