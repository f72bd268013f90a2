using System;
using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Addresses that a call must not touch for its caller.</summary>
internal static class BadAddresses
{
    /// <summary>Expects a call to refuse each of them for one of its parameters; the length is in the arguments.</summary>
    public static void Refuses(ref Test test, uint number, RawCall.Arguments arguments, int parameter)
    {
        int register = RawCall.RegisterOf(number, parameter);
        bool isWritten = SystemCallTable.ParameterOf(number, parameter).Kind == ParameterKind.BytesOut;
        ulong mapped = MapOnePage(ref test);
        ulong length = arguments[register + 1];
        ReadOnlySpan<ulong> addresses =
        [
            0,
            1,
            MemoryLayout.UserStart - 1,
            MemoryLayout.UserStart - length,
            mapped + MemoryLayout.PageSize,
            mapped + MemoryLayout.PageSize - 1,
            mapped - 1,
            Addresses.Take(1),
            MemoryLayout.UserEnd - 1,
            MemoryLayout.UserEnd,
            0x8000_0000_0000 - 1,
            0x8000_0000_0000,
            World.KernelAddress - 1,
            World.KernelAddress,
            ClockPage.Address - 1,
            0xFFFF_FFFF_8000_0000,
            ulong.MaxValue - length + 1,
            ulong.MaxValue,
        ];
        foreach (ulong address in addresses)
        {
            arguments[register] = address;
            test.StatusOf(number, parameter, Status.BadAddress, RawCall.Make(number, arguments));
        }
        if (!isWritten) return;
        // What can only be read: the program's own code, the clock.
        ReadOnlySpan<ulong> readable = [ProgramFile.Entry, Addresses.Module, ClockPage.Address];
        foreach (ulong address in readable)
        {
            arguments[register] = address;
            test.StatusOf(number, parameter, Status.BadAddress, RawCall.Make(number, arguments));
        }
    }

    /// <summary>A page that can be written, with nothing before and behind it.</summary>
    private static ulong MapOnePage(ref Test test)
    {
        ulong at = Addresses.Take(2) + MemoryLayout.PageSize;
        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory));
        test.Ok(Kernel.Map(World.Space, memory, at, 0, 1, Protection.ReadWrite));
        return at;
    }
}
