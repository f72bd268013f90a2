using System.Diagnostics;

namespace Diesis.Tests;

/// <summary>Programs of the host that tests compare with.</summary>
internal static class HostPrograms
{
    public static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {said}");
    }
}
