using System;
using System.Collections.Generic;
using System.Threading;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Services;
using Diesis.Shell.Commands;
using Diesis.Shell.Machine;
using Diesis.Shell.Sessions;

namespace Diesis.Servers.Shell;

/// <summary>
/// Runs the lines that stand on the machine's command line (<see cref="EncodedLine"/>), one after the other, with the serial line as output if there is one, and has the machine end with the status of the
/// last. If there are none, it is a shell at each terminal.
/// </summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        List<string> lines = [];
        foreach (string word in words)
            if (EncodedLine.TryDecode(word, out string line)) lines.Add(line);
        int status = lines.Count == 0 ? TerminalSession.RunAll() : IsFirst() ? Run(lines) : (int)RunStatus.Failed;
        // Who returns something else than 0 is started again: with what the machine is to end is said, not returned.
        if (Service.OpenBroker(out BrokerClient broker) != Status.Ok || broker.ShutDown((byte)status) != Status.Ok) return status;
        while (true) Thread.Sleep(Timeout.Infinite);
    }

    private static int Run(List<string> lines)
    {
        ShellSession session = new(ExportedCommands.MakeTable(), (IShellOutput?)SerialOutput.TryOpen() ?? new ConsoleOutput());
        RunStatus status = RunStatus.Ok;
        foreach (string line in lines)
        {
            status = session.Run(line);
            if (session.IsOver) break;
        }
        return (int)status;
    }

    /// <summary>Lines are run once: a shell that is started again, since it had died in the middle of them, does not know which were done.</summary>
    private static bool IsFirst()
    {
        if (!Service.TryMapState(out StateMemory memory)) return true;
        bool isFirst = memory.Bytes[0] == 0;
        memory.Bytes[0] = 1;
        if (!isFirst) Console.WriteLine("shell: it has died while it ran lines");
        return isFirst;
    }
}
