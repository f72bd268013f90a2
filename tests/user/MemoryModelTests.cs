using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Random histories of memory objects and mappings.</summary>
// SAFETY: the model lies in memory that was mapped for it.
internal static unsafe class MemoryModelTests
{
    private const int Steps = 4000;

    [UserTest]
    public static void RandomHistoriesAgreeWithAModel(ref Test test)
    {
        for (ulong seed = 1; seed <= 6 && !test.HasFailed; seed++)
        {
            ulong pages = ((ulong)sizeof(MemoryModel) + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize, at = Addresses.Take(pages);
            if (!test.Ok(Kernel.CreateMemory(World.Budget, pages, MemoryOptions.None, out Handle<MemoryObject> memory))
                || !test.Ok(Kernel.Map(World.Space, memory, at, 0, pages, Protection.ReadWrite)))
                return;
            ((MemoryModel*)at)->Run(ref test, seed, Steps);
            test.Ok(Kernel.Release(memory));
        }
    }
}
