using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Tests.User;

/// <summary>The arguments of a process that a test started.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ChildStart
{
    /// <summary>Which record this is, among those that processes are handed.</summary>
    public const ulong Type = 0x7472_6174_5364_6C43;

    /// <summary>What it is to do; the program lies at the same addresses in all processes. Returns its status.</summary>
    public delegate*<ulong, ulong> Function;

    public ulong Argument;

    /// <summary>Whatever else it is to have.</summary>
    public Handle Gift0, Gift1, Gift2, Gift3;

    private static ReadOnlySpan<byte> Bytes => Startup.ArgumentsOf(Type);

    public static ref readonly ChildStart Current => ref Unsafe.As<byte, ChildStart>(ref MemoryMarshal.GetReference(Bytes));

    /// <summary>Was this process started by a test?</summary>
    public static bool IsHere => !Bytes.IsEmpty;
}
