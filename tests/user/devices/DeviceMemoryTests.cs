using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Registers and frame buffers of devices.</summary>
internal static class DeviceMemoryTests
{
    private static Handle<MemoryObject> All => Startup.Block.DeviceMemory;

    [UserTest]
    public static void RegistersAnswer(ref Test test)
    {
        if (!TeachingDevice.TryFind(ref test, out TeachingDevice device)) return;
        test.Equal(TeachingDevice.ExpectedVersion, device.ReadVersion());
        test.Equal(~0x1234_5678U, device.Invert(0x1234_5678));
    }

    /// <summary>A PC has its functions' first registers in ports as well: there they are the same.</summary>
    [UserTest]
    public static void FirmwareSaysWherePciIsSetUp(ref Test test)
    {
        if (!TeachingDevice.TryFind(ref test, out TeachingDevice device)) return;
        test.Equal(1U, Startup.Block.PciSegmentCount);
        PciSegmentPlace place = Startup.Block.PciSegments[0];
        test.Equal(0U, place.FirstBus);
        if (!Registers.TryMap(ref test, place.Start, PciFunction.BusPages, CachePolicy.Device, out Registers bus)) return;
        test.Equal(TeachingDevice.Identity, bus.Read32(device.Function.Offset));
    }

    [UserTest]
    public static void WritesThatAreGatheredArrive(ref Test test)
    {
        if (!TeachingDevice.TryFind(ref test, out TeachingDevice device, CachePolicy.WriteCombining)) return;
        test.Equal(~0xABCDU, device.Invert(0xABCD));
    }

    [UserTest]
    public static void OnlyDeviceMemoryIsDivided(ref Test test)
    {
        test.Ok(Kernel.CreateMemory(World.Budget, 4, MemoryOptions.None, out Handle<MemoryObject> ordinary));
        test.Status(Status.BadState, Kernel.CreateDeviceMemory(World.Budget, ordinary, 0, 1, CachePolicy.Device, out Handle<MemoryObject> none));
        test.True(none.IsNone);
        test.Status(Status.BadArgument, Kernel.CreateDeviceMemory(World.Budget, All, 0, 0, CachePolicy.Device, out _));
        ulong pages = World.InfoOf(All).Detail0 / MemoryLayout.PageSize;
        test.Status(Status.OutOfRange, Kernel.CreateDeviceMemory(World.Budget, All, ulong.MaxValue, 1, CachePolicy.Device, out _));
        test.Status(Status.OutOfRange, Kernel.CreateDeviceMemory(World.Budget, All, 1, ulong.MaxValue, CachePolicy.Device, out _));
        test.Status(Status.BadState, Kernel.Map(World.Space, All, Addresses.Take(1), 0, 1, Protection.Read));
        test.True(pages > 0);
    }

    [UserTest]
    public static void TheMachinesMemoryIsNoDevice(ref Test test)
    {
        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
        test.Ok(Kernel.MapDma(Samples.Of<DmaSpace>(), memory, 0, 1, out ulong address));
        ulong page = address / MemoryLayout.PageSize;
        test.Status(Status.NotPermitted, Kernel.CreateDeviceMemory(World.Budget, All, page, 1, CachePolicy.Device, out _));
        test.Status(Status.NotPermitted, Kernel.CreateDeviceMemory(World.Budget, All, 0, page + 1, CachePolicy.Device, out _));
    }

    [UserTest]
    public static void APartIsDividedFurtherAndStaysInside(ref Test test)
    {
        if (!TeachingDevice.TryFind(ref test, out TeachingDevice device)) return;
        ulong first = device.Function.FirstAddress / MemoryLayout.PageSize;
        test.Ok(Kernel.CreateDeviceMemory(World.Budget, All, first, 16, CachePolicy.Device, out Handle<MemoryObject> part));
        test.Ok(Kernel.CreateDeviceMemory(World.Budget, part, 0, 1, CachePolicy.Device, out Handle<MemoryObject> page));
        test.Status(Status.OutOfRange, Kernel.CreateDeviceMemory(World.Budget, part, 15, 2, CachePolicy.Device, out _));
        ulong at = Addresses.Take(1);
        test.Ok(Kernel.Map(World.Space, page, at, 0, 1, Protection.Read));
        test.Equal(TeachingDevice.ExpectedVersion, new Registers(at).Read32(0));
        test.Status(Status.OutOfRange, Kernel.Map(World.Space, page, Addresses.Take(2), 0, 2, Protection.Read));
        test.Ok(Kernel.CreateBudget(World.Budget, 0, out Handle<MemoryBudget> nothing));
        test.Status(Status.BudgetExceeded, Kernel.CreateDeviceMemory(nothing, part, 0, 1, CachePolicy.Device, out _));
    }

    /// <summary>Whether there is a screen depends on the loader; who takes it can write all of it, and no more.</summary>
    [UserTest]
    public static void TheScreenIsTakenAsItIs(ref Test test)
    {
        test.True(Kernel.TakeScreen(World.Budget, All, default, out Handle<MemoryObject> none) is Status.BadArgument or Status.NotSupported);
        test.True(none.IsNone);
        test.Ok(Kernel.CreateDeviceMemory(World.Budget, All, 1UL << 24, 1, CachePolicy.Device, out Handle<MemoryObject> part));
        test.Status(Status.BadState, Kernel.TakeScreen(World.Budget, part, out _, out _));
        Status status = Kernel.TakeScreen(World.Budget, All, out ScreenMode mode, out Handle<MemoryObject> pixels);
        if (status == Status.NotSupported) return;
        test.Ok(status);
        ulong pages = (mode.FirstByte + (ulong)mode.Pitch * mode.Height + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
        test.Equal(pages, World.InfoOf(pixels).Detail0);
        ulong at = Addresses.Take(pages);
        test.Ok(Kernel.Map(World.Space, pixels, at, 0, pages, Protection.ReadWrite));
        // SAFETY: all of the memory is mapped there.
        unsafe
        {
            ulong last = mode.FirstByte + (ulong)mode.Pitch * (mode.Height - 1);
            *(byte*)(at + mode.FirstByte) = 1;
            *(byte*)(at + last) = 1;
        }
        test.Ok(Kernel.Unmap(World.Space, at, pages));
        // It is there for the next one, too.
        test.Ok(Kernel.TakeScreen(World.Budget, All, out _, out _));
    }

    /// <summary>What is set stands in the page that every process reads.</summary>
    [UserTest]
    public static unsafe void TheTimeOfDayIsSetForAll(ref Test test)
    {
        // SAFETY: the page is mapped in every process, for good.
        ref ulong utc = ref ((ClockPage*)Startup.Block.ClockPage)->UtcAtZero;
        ulong before = Volatile.Read(ref utc);
        test.Ok(Kernel.CreateDeviceMemory(World.Budget, All, 1UL << 24, 1, CachePolicy.Device, out Handle<MemoryObject> part));
        test.Status(Status.BadState, Kernel.SetUtc(part, 1));
        test.Status(Status.BadArgument, Kernel.SetUtc(All, 0));
        test.Ok(Kernel.SetUtc(All, 1234));
        test.Equal(1234UL, Volatile.Read(ref utc));
        if (before != 0) test.Ok(Kernel.SetUtc(All, before));
    }
}
