using System;
using Internal.Runtime.Threading;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>What the compiler's code around Main calls; it finds these by their names.</summary>
internal static unsafe class StartupCodeHelpers
{
    /// <summary>Without it the compiler takes no Main with arguments. They lie in the start block, not where it thinks.</summary>
    private static void InitializeCommandLineArgs(int count, byte** arguments) { }

    private static string[] GetMainMethodArguments() => Environment.GetCommandLineArgs().AsSpan(1).ToArray();

    /// <summary>After a Main that returns a number.</summary>
    private static void SetLatchedExitCode(int exitCode) => Environment.ExitCode = exitCode;

    /// <summary>The process ends with the last of its threads that are not in the background.</summary>
    /// <returns>The status of the process.</returns>
    private static int Shutdown()
    {
        ForegroundThreads.AwaitEnd();
        return Environment.ExitCode;
    }
}
