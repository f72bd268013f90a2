using Diesis.Shell.Commands;
using Diesis.Shell.Machine;
using Diesis.Shell.Sessions;

namespace Diesis.Servers.Shell;

/// <summary>
/// Runs the lines that it is given as words (<see cref="EncodedLine"/>), one after the other, with the serial line as output if there is one; its status is that of the last one. If it is given
/// none, it is a shell at the terminal.
/// </summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        ShellSession? session = null;
        RunStatus? status = null;
        foreach (string word in words)
        {
            if (!EncodedLine.TryDecode(word, out string line)) continue;
            session ??= new(ExportedCommands.MakeTable(), (IShellOutput?)SerialOutput.TryOpen() ?? new ConsoleOutput());
            status = session.Run(line);
            if (session.IsOver) break;
        }
        return status is { } last ? (int)last : TerminalSession.Run() ?? (int)RunStatus.Failed;
    }
}
