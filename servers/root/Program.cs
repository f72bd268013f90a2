using System;
using System.Runtime;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Programs;

namespace Diesis.Servers.Root;

/// <summary>
/// The first process. It holds all that the machine has: it unpacks the archive of the system's files, and starts init with everything but the right to
/// end the machine. Should init die, all that init started ends, and another init begins anew.
/// </summary>
internal static class Program
{
    /// <summary>So often a machine that does not come up, or does not stay up, is tried anew.</summary>
    private const int MostStarts = 5;

    [RuntimeExport("DiesisMain")]
    private static ulong Main()
    {
        Status status = InitialFiles.Unpack(out InitialFiles files);
        MachineEnd end = MachineEnd.Of(1);
        if (status == Status.Ok) status = Run(ref files, out end);
        if (status != Status.Ok) Say("root: the system cannot be started"u8);
        _ = end.IsRestart ? Kernel.Restart(Startup.Block.System) : Kernel.PowerOff(Startup.Block.System, end.Status);
        return end.ExitStatus;
    }

    /// <summary>Starts init, and starts it again when it dies.</summary>
    /// <param name="end">What init says when the system was shut down.</param>
    private static Status Run(ref InitialFiles files, out MachineEnd end)
    {
        end = MachineEnd.Of(1);
        var random = new SecretNumbers(Startup.Block.Seed);
        random.Stir();
        for (int start = 0; start < MostStarts; start++)
        {
            InitProcess init = default;
            ExitKind kind = ExitKind.Faulted;
            Status status = init.Start(ref files, ref random);
            ulong exitStatus = 0;
            if (status == Status.Ok) status = init.AwaitEnd(out kind, out exitStatus);
            if (kind == ExitKind.Returned) end = MachineEnd.FromExitStatus(exitStatus);
            init.Release();
            if (status != Status.Ok) return status;
            if (kind == ExitKind.Returned) return Status.Ok;
            Say("root: init has died, and with it all services; the system starts anew"u8);
        }
        return Status.BadState;
    }

    public static void Say(ReadOnlySpan<byte> line) => _ = Kernel.WriteLog(Startup.Block.System, line);
}
