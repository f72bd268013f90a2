using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Lines for the kernel's log.</summary>
internal static class LogTests
{
    private const int Longest = 256;

    [InlineArray(Longest + 1)]
    private struct Text { private byte _first; }

    [UserTest]
    public static void ALineIsWritten(ref Test test)
    {
        test.Ok(Kernel.WriteLog(World.System, "a line of a test"u8));
        test.Ok(Kernel.WriteLog(World.System, default));
    }

    [UserTest]
    public static void ALineHasALimit(ref Test test)
    {
        Text text = default;
        Span<byte> line = text;
        line.Fill((byte)'.');
        test.Ok(Kernel.WriteLog(World.System, line.Slice(1)));
        test.Status(Status.OutOfRange, Kernel.WriteLog(World.System, line));
    }

    [UserTest]
    public static void ControlCharactersDoNoHarm(ref Test test)
        => test.Ok(Kernel.WriteLog(World.System, "\u001b[2J\na line within a line\r\0\u007f\xff"u8));

    [UserTest]
    public static void TextThatCannotBeReadIsRefused(ref Test test)
    {
        RawCall.Arguments arguments = default;
        arguments[0] = World.System.Value;
        arguments[2] = 16;
        BadAddresses.Refuses(ref test, SystemCallNumber.WriteLog, arguments, 1);
        // A length beyond all addresses is one thing too many, wherever the text begins.
        arguments[1] = ProgramFile.Entry;
        arguments[2] = ulong.MaxValue;
        test.Status(Status.OutOfRange, RawCall.Make(SystemCallNumber.WriteLog, arguments));
    }
}
