using Diesis.Shell.Commands;
using Diesis.Shell.Sessions;

namespace Diesis.Servers.Shell;

/// <summary>Runs the lines that it is given as words (<see cref="EncodedLine"/>), one after the other; its status is that of the last one. If there are none, it is a shell at the terminal.</summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        ShellSession session = new(ExportedCommands.MakeTable(), new ConsoleOutput());
        RunStatus? status = null;
        foreach (string word in words)
        {
            if (!EncodedLine.TryDecode(word, out string line)) continue;
            status = session.Run(line);
            if (session.IsOver) break;
        }
        return status is { } last ? (int)last : TerminalSession.Run() ?? (int)RunStatus.Failed;
    }
}
