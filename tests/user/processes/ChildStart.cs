using System;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Tests.User;

/// <summary>What a process that a test started finds where others find their command line.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ChildStart
{
    /// <summary>What it is to do; the program lies at the same addresses in all processes. Returns its status.</summary>
    public delegate*<ulong, ulong> Function;

    public ulong Argument;

    /// <summary>Whatever else it is to have.</summary>
    public Handle Gift0, Gift1, Gift2, Gift3;

    /// <summary>How long the first process's command line is, which follows.</summary>
    public uint OptionBytes;

    // SAFETY: whoever started this process put one there, if a test did; IsHere is asked first.
    public static ref readonly ChildStart Current => ref *(ChildStart*)(Addresses.Start + (ulong)sizeof(StartBlock));

    /// <summary>What the first process finds on its command line.</summary>
    // SAFETY: as above, with so many bytes behind it.
    public static ReadOnlySpan<byte> Options => IsHere
        ? new((byte*)Addresses.Start + sizeof(StartBlock) + sizeof(ChildStart), (int)Current.OptionBytes) : Startup.CommandLine;

    /// <summary>Was this process started by a test? Its stack then lies elsewhere than the first process's.</summary>
    public static bool IsHere => Startup.Block.StackStart == Addresses.StackStart;
}
