using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>What this process was given, by short names, and questions that many tests ask.</summary>
internal static class World
{
    public const ulong Microsecond = 1_000, Millisecond = 1_000_000, Second = 1_000_000_000;

    /// <summary>A deadline that is no end.</summary>
    public const ulong Never = ulong.MaxValue;

    /// <summary>The address of a page of the kernel's half.</summary>
    public const ulong KernelAddress = 0xFFFF_8000_0000_0000;

    public static Handle<Process> Process => Startup.Block.Process;
    public static Handle<AddressSpace> Space => Startup.Block.Space;
    public static Handle<Thread> Thread => Startup.Block.Thread;
    public static Handle<MemoryBudget> Budget => Startup.Block.Budget;
    public static Handle<SchedulingContext> Time => Startup.Block.Scheduling;
    public static Handle<SystemControl> System => Startup.Block.System;
    public static Handle<MemoryObject> Module => Startup.Block.Module;

    public static ulong Now
    {
        get
        {
            _ = Kernel.GetTime(out ulong now);
            return now;
        }
    }

    public static ulong In(ulong nanoseconds) => Now + nanoseconds;

    /// <summary>What the kernel tells of an object; nothing where it refuses.</summary>
    public static ObjectInfo InfoOf(Handle handle)
    {
        ObjectInfo info = default;
        return Kernel.Query(handle, BytesOf(ref info)) == Status.Ok ? info : default;
    }

    /// <summary>Where an object lives.</summary>
    public static ulong CoreOf(Handle handle)
    {
        ObjectInfo info = default;
        return Kernel.Query(handle, BytesOf(ref info)) == Status.Ok ? info.Core : ulong.MaxValue;
    }

    /// <summary>How much is spent of a budget, in bytes.</summary>
    public static ulong UsedOf(Handle<MemoryBudget> budget) => InfoOf(budget).Detail1;

    public static Span<byte> BytesOf<T>(ref T value) where T : unmanaged
        => MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref value, 1));

    /// <summary>A handle of a value that may be none.</summary>
    public static Handle<T> Claim<T>(ulong value) where T : struct, IObject => new(new Handle(value));

    /// <summary>Lets others run until something holds.</summary>
    /// <returns>False when it did not come to hold in time.</returns>
    public static unsafe bool Until(delegate*<ulong, bool> condition, ulong argument, ulong nanoseconds = 2 * Second)
    {
        ulong end = In(nanoseconds);
        // SAFETY: the caller names a function.
        while (!condition(argument))
        {
            if (Now > end) return false;
            Sleep(100 * Microsecond);
        }
        return true;
    }

    /// <summary>Waits, so that threads of every priority can run.</summary>
    public static void Sleep(ulong nanoseconds)
    {
        if (_sleep.IsNone && Kernel.CreateNotification(Budget, out _sleep) != Status.Ok) return;
        _ = Kernel.Wait(_sleep, In(nanoseconds), out _);
    }

    /// <summary>Nobody signals it.</summary>
    private static Handle<Notification> _sleep;
}
