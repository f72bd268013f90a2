using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// Mappings in the space of a process of another core: they go with the handle by which they were made. With a single core all of it happens on that, and must
/// look the same.
/// </summary>
internal static unsafe class RemoteMappingTests
{
    private const ulong There = 0x13_0000_0000, Here = Addresses.Free + 0x2_0000_0000;

    private static int Far => (int)Startup.Block.CoreCount - 1;

    /// <summary>A process that uses them finds nothing there any more.</summary>
    [UserTest]
    public static void WhatIsInUseOnAnotherCoreGoesWithItsHandle(ref Test test)
    {
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Committed, out Handle<MemoryObject> memory))) return;
        if (!test.Ok(Kernel.Map(World.Space, memory, Here, 0, 1, Protection.Read))) return;
        test.Ok(Kernel.Clone(memory, Rights.All, 0, out Handle clone));
        ChildProcess child = default;
        if (!test.Ok(child.Make(Startup.Block.Budgets[Far], Startup.Block.Times[Far], 8 << 20, 32))
            || !test.Ok(Kernel.Map(child.Space, World.Claim<MemoryObject>(clone.Value), There, 0, 1, Protection.ReadWrite))
            || !test.Ok(child.Start(&Count, There)))
            return;
        test.True(World.Until(&IsCounting, Here));
        test.Ok(Kernel.Release(clone));
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.True(child.ExitKind == ExitKind.Faulted);
        child.Release();
        test.True(World.Until(&IsAlone, memory.Value));
        test.Ok(Kernel.Unmap(World.Space, Here, 1));
        test.Ok(Kernel.Release(memory));
    }

    /// <summary>Whoever has the handle at last, and however that goes: its place is free again.</summary>
    [UserTest]
    public static void AHandleThatMovedTakesItsMappingsAlong(ref Test test)
    {
        ChildProcess holder = default, child = default;
        if (!test.Ok(holder.Make(World.Budget, 8 << 20, 32)) || !test.Ok(child.Make(Startup.Block.Budgets[Far], Startup.Block.Times[Far], 8 << 20, 32))) return;
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 4, MemoryOptions.None, out Handle<MemoryObject> memory))) return;
        test.Ok(Kernel.Map(child.Space, memory, There, 0, 4, Protection.ReadWrite));
        test.Ok(Kernel.Protect(child.Space, There + MemoryLayout.PageSize, 1, Protection.Read));
        test.Ok(Kernel.Transfer(holder.Process, memory, out _));
        test.False(IsFree(child.Space.Value));
        test.Ok(Kernel.EndProcess(holder.Process, 0));
        test.True(World.Until(&IsFree, child.Space.Value));
        holder.Release();
        child.Release();
    }

    private static bool IsFree(ulong space)
    {
        if (Kernel.CreateMemory(World.Budget, 4, MemoryOptions.None, out Handle<MemoryObject> other) != Status.Ok) return false;
        bool isFree = Kernel.Map(World.Claim<AddressSpace>(space), other, There, 0, 4, Protection.Read) == Status.Ok;
        _ = Kernel.Release(other);
        return isFree;
    }

    private static ulong Count(ulong at)
    {
        // SAFETY: who starts this process maps the page, and takes it away again.
        while (true) Volatile.Write(ref *(ulong*)at, Volatile.Read(ref *(ulong*)at) + 1);
    }

    // SAFETY: the test that asks has mapped the page.
    private static bool IsCounting(ulong at) => Volatile.Read(ref *(ulong*)at) > 100;

    private static bool IsAlone(ulong memory) => World.InfoOf(World.Claim<MemoryObject>(memory)).References == 1;
}
