global using Machine = Diesis.Tests.Bench.UserMachine;

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;

namespace Diesis.Tests.Bench;

/// <summary>What the harness asks of the machine, as far as user mode has it.</summary>
internal static class UserMachine
{
    /// <summary>The finest counter that user mode can read. In an emulator that counts instructions it counts them.</summary>
    [RuntimeImport("*", "ReadCycles"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadCycles();

    /// <summary>Writes lines to the kernel's log.</summary>
    public static void WriteDebugConsole(ReadOnlySpan<byte> text) => _ = Kernel.WriteLog(Startup.Block.System, text.Slice(0, text.Length - 1));

    public static void ExitEmulator(int status) => _ = Kernel.PowerOff(Startup.Block.System, (uint)status);
}
