using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Diesis.Tools.Host;

/// <summary>The processes that the tool has running. None outlives it, however it is ended.</summary>
internal static class ChildProcesses
{
    private static readonly HashSet<Process> Living = [];
    private static readonly List<PosixSignalRegistration> Registrations = [];

    /// <summary>To be called once, before anything is started.</summary>
    public static void EndWithThisProcess()
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT })
        {
            Registrations.Add(PosixSignalRegistration.Create(signal, _ => KillAll()));
        }
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            var process = Process.Start(start) ?? throw new ToolFailure($"{start.FileName} did not start");
            lock (Living) { Living.Add(process); }
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ToolFailure($"{start.FileName}: {e.Message}");
        }
    }

    public static void Forget(Process process)
    {
        lock (Living) { Living.Remove(process); }
    }

    public static void Kill(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { } // it ended on its own in the meantime
    }

    private static void KillAll()
    {
        lock (Living)
        {
            foreach (var process in Living) Kill(process);
        }
    }
}
