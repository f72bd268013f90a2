using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// Pages of 1 GiB, on machines with so much memory for one core. Where the processor has no such pages, the same memory comes in pages of 2 MiB.
/// </summary>
// SAFETY: addresses that are touched are mapped.
internal static unsafe class HugePageTests
{
    private const string Gibibytes = "gibibytes";
    private const ulong HugePages = 1 << 18, LargePages = 1 << 9;
    private const ulong At = 0x50_0000_0000, Bytes = HugePages * MemoryLayout.PageSize;

    /// <summary>Beside the page itself: the memory's object and nodes.</summary>
    private const ulong Slack = 8 * MemoryLayout.PageSize;

    private static ref ulong WordAt(ulong page) => ref *(ulong*)(At + page * MemoryLayout.PageSize);

    [UserTest(Machine = Gibibytes)]
    public static void AGibibyteIsOnePageWhereThereIsOne(ref Test test)
    {
        if (!TryMap(ref test, HugePages, out Handle<MemoryBudget> budget, out Handle<MemoryObject> memory)) return;
        ulong unit = HasHugePages() != 0 ? HugePages : LargePages;
        TouchFirst(ref test, 1000);
        test.Equal(unit, World.InfoOf(memory).Detail1);
        ulong paid = World.UsedOf(budget) - unit * MemoryLayout.PageSize;
        test.True(paid <= Slack);
        ulong tables = World.UsedOf(World.Budget);
        if (unit == HugePages)
        {
            for (ulong page = 0; page < HugePages; page += HugePages / 16)
            {
                test.Equal(page == 0 ? 1000UL : 0UL, Volatile.Read(ref WordAt(page)));
                Volatile.Write(ref WordAt(page), page + 1);
            }
            test.Equal(tables, World.UsedOf(World.Budget), "tables below the page");
            test.Equal(HugePages / 2 + 1, Volatile.Read(ref WordAt(HugePages / 2)));
        }
        End(ref test, budget, memory);
    }

    [UserTest(Machine = Gibibytes)]
    public static void APartOfAGibibyteIsProtectedAndUnmapped(ref Test test)
    {
        if (!TryMap(ref test, HugePages, out Handle<MemoryBudget> budget, out Handle<MemoryObject> memory)) return;
        TouchFirst(ref test, 7);
        ulong held = World.InfoOf(memory).Detail1;
        test.Ok(Kernel.Protect(World.Space, At + 5 * MemoryLayout.PageSize, 1, Protection.Read));
        test.False(Touch.CanWrite(ref test, At + 5 * MemoryLayout.PageSize));
        test.True(Touch.CanRead(ref test, At + 5 * MemoryLayout.PageSize));
        test.True(Touch.CanWrite(ref test, At + 6 * MemoryLayout.PageSize));
        test.Equal(7UL, Volatile.Read(ref WordAt(0)));

        test.Ok(Kernel.Unmap(World.Space, At + 6 * MemoryLayout.PageSize, 1));
        test.False(Touch.CanRead(ref test, At + 6 * MemoryLayout.PageSize));
        test.True(Touch.CanRead(ref test, At + 7 * MemoryLayout.PageSize));
        test.Ok(Kernel.Map(World.Space, memory, At + 6 * MemoryLayout.PageSize, 6, 1, Protection.ReadWrite));
        test.Ok(Kernel.Protect(World.Space, At + 5 * MemoryLayout.PageSize, 1, Protection.ReadWrite));
        test.True(Touch.CanWrite(ref test, At + 5 * MemoryLayout.PageSize));
        test.Equal(held, World.InfoOf(memory).Detail1);
        End(ref test, budget, memory);
    }

    [UserTest(Machine = Gibibytes)]
    public static void APartOfAGibibyteIsGivenBack(ref Test test)
    {
        if (!TryMap(ref test, HugePages, out Handle<MemoryBudget> budget, out Handle<MemoryObject> memory)) return;
        TouchFirst(ref test, 9);
        ulong held = World.InfoOf(memory).Detail1;
        ulong far = held - 1;
        Volatile.Write(ref WordAt(far), 11);
        Volatile.Write(ref WordAt(3), 12);
        // What it is cut into takes a node.
        test.Ok(Kernel.CreateBudget(budget, Bytes + Slack - World.UsedOf(budget), out Handle<MemoryBudget> rest));
        test.Status(HasHugePages() != 0 ? Status.BudgetExceeded : Status.Ok, Kernel.Decommit(memory, 3, 1));
        test.Ok(Kernel.Release(rest));
        test.Ok(Kernel.Decommit(memory, 3, 1));
        test.Equal(0UL, Volatile.Read(ref WordAt(3)));
        test.Equal(9UL, Volatile.Read(ref WordAt(0)));
        test.Equal(11UL, Volatile.Read(ref WordAt(far)));
        test.Equal(held, World.InfoOf(memory).Detail1);

        test.Ok(Kernel.Decommit(memory, 0, LargePages));
        test.Equal(held - LargePages, World.InfoOf(memory).Detail1);
        test.Ok(Kernel.Resize(memory, 1));
        test.Equal(0UL, World.InfoOf(memory).Detail1);
        End(ref test, budget, memory);
    }

    /// <summary>A GiB that does not begin at one, or is not all of one, comes in smaller pages.</summary>
    [UserTest(Machine = Gibibytes)]
    public static void LessThanAGibibyteComesInSmallerPages(ref Test test)
    {
        if (!TryMap(ref test, HugePages - 1, out Handle<MemoryBudget> budget, out Handle<MemoryObject> memory)) return;
        TouchFirst(ref test, 1);
        test.Equal(LargePages, World.InfoOf(memory).Detail1);
        Volatile.Write(ref WordAt(HugePages - 2), 1);
        test.Equal(LargePages + 1, World.InfoOf(memory).Detail1);
        End(ref test, budget, memory);
    }

    private static bool _isTouched;

    /// <summary>Touches the first page, which takes as long as to clear a GiB; meanwhile another thread tells that the test gets on.</summary>
    private static void TouchFirst(ref Test test, ulong value)
    {
        _isTouched = false;
        Worker beater = default;
        if (!test.Ok(beater.Start(&Beat, 0))) return;
        Volatile.Write(ref WordAt(0), value);
        Volatile.Write(ref _isTouched, true);
        test.Ok(beater.AwaitEnd());
    }

    private static void Beat(ulong none)
    {
        while (!Volatile.Read(ref _isTouched))
        {
            TestProcess.Beat();
            World.Sleep(20 * World.Millisecond);
        }
    }

    private static bool TryMap(ref Test test, ulong pages, out Handle<MemoryBudget> budget, out Handle<MemoryObject> memory)
    {
        budget = default;
        memory = default;
        ObjectInfo all = World.InfoOf(Startup.Block.Budgets[0]);
        test.True(all.Detail0 - all.Detail1 >= 2 * Bytes, "the machine's memory"u8);
        return test.Ok(Kernel.CreateBudget(Startup.Block.Budgets[0], Bytes + Slack, out budget))
            && test.Ok(Kernel.CreateMemory(budget, pages, MemoryOptions.LargePages, out memory))
            && test.Ok(Kernel.Map(World.Space, memory, At, 0, pages, Protection.ReadWrite));
    }

    private static void End(ref Test test, Handle<MemoryBudget> budget, Handle<MemoryObject> memory)
    {
        test.Ok(Kernel.Release(memory));
        if (!World.Until(&IsUnused, budget.Value)) test.Equal(0UL, World.UsedOf(budget), "the use of the budget afterwards");
        test.Ok(Kernel.Release(budget));
    }

    private static bool IsUnused(ulong budget) => World.UsedOf(World.Claim<MemoryBudget>(budget)) == 0;

    [RuntimeImport("*", "HasHugePages"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern uint HasHugePages();
}
