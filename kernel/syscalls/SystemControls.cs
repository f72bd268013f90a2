using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Console;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls that concern the machine as a whole. What each does stands in <c>IKernel.Devices.cs</c>.</summary>
// SAFETY: the buffer is as long as what is copied into it.
public unsafe partial struct CpuDriver
{
    private const int MostLogBytes = 256;

    private Status WriteLog(Capability<SystemControl> system, UserBytes text)
    {
        if (text.Length > MostLogBytes) return Status.OutOfRange;
        byte* copy = stackalloc byte[MostLogBytes];
        if (!TryRead(text, copy, text.Length)) return Status.BadAddress;
        var line = new Span<byte>(copy, (int)text.Length);
        foreach (ref byte letter in line)
        {
            if (letter is < 0x20 or 0x7F) letter = (byte)' ';
        }
        Log.Write(LogLevel.Information, line);
        return Status.Ok;
    }

    private Status PowerOff(Capability<SystemControl> system, uint status)
    {
        SystemConsole.Drain(in *_cores);
        Machine.ExitEmulator((int)status);
        return Status.Ok;
    }

    private Status Restart(Capability<SystemControl> system)
    {
        SystemConsole.Drain(in *_cores);
        Machine.Restart();
        return Status.Ok;
    }
}
