using System.Runtime;
using System.Runtime.CompilerServices;

namespace Diesis.Tests.User;

/// <summary>What a thread does with registers of its own that C# does not reach: Foreign.S.</summary>
internal static class OwnRegisters
{
    /// <summary>The word to which the thread pointer leads.</summary>
    [RuntimeImport("*", "ReadThreadPointer"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadThreadPointer();

    /// <summary>Changes the thread pointer without a system call.</summary>
    [RuntimeImport("*", "LoseThreadPointer"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void LoseThreadPointer();

    /// <summary>Reads a word with all flags set that a program may choose.</summary>
    [RuntimeImport("*", "ReadWithAllFlags"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadWithAllFlags(ulong address);
}
