using System.Text.RegularExpressions;
using Diesis.Tools.Building;
using Diesis.Tools.Commands;
using Diesis.Tools.Debugging;
using Diesis.Tools.Emulation;
using Diesis.Tools.Images;

namespace Diesis.Tools.Measuring;

/// <summary>
/// What the usual system takes to come to its prompts: the very system that is shipped, on one core whose clock counts instructions. Its shell says in the log what the kernel knows of that; time in which
/// nothing had to be done, such as a device that is waited for, is not in it.
/// </summary>
internal sealed partial class PromptMeasurement(Workshop workshop)
{
    public const string Group = "files";

    private const ulong MostInstructions = 120_000_000, MostBytes = 32UL << 20;

    /// <summary>At the screen, and at the serial line.</summary>
    private const int Terminals = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public async Task<IReadOnlyList<Measurement>> Run(VirtualMachine machine, Loader loader, CancellationToken cancel)
    {
        var content = await workshop.BuildSystem(machine.Architecture, Flavour.Release, Systems.Usual, cancel);
        var medium = await workshop.BootMedia.Make(content, loader, machine.Firmware, KernelCommandLine.NoRandomAddress, "-prompt", cancel);
        using var socket = new DebuggerSocket();
        // Nobody sits at the line, and nobody says how large a terminal there is.
        var counting = machine with { Processors = 1, CountsInstructions = true, Console = "null", Gdb = socket.ForQemu };
        var stacks = new StackDump(workshop.Repository, content.Kernel);
        var told = new List<Match>();
        var end = await workshop.Progress.Step($"measure the way to the prompt on {machine.Architecture}", () =>
            new GuestRun(QemuCommandLine.For(counting, medium, SerialPort.Output), Limit).ToTheEnd(line =>
            {
                if (ReadyPattern().Match(line) is not { Success: true } ready) return LineMeaning.Nothing;
                told.Add(ready);
                return told.Count == Terminals ? LineMeaning.Enough : LineMeaning.Advance;
            }, console => stacks.Read(socket.Path, console, cancel), cancel));
        if (told.Count < Terminals) throw new Host.ToolFailure($"there are {told.Count} prompts, not {Terminals}.\n{end.Explain(30)}");
        var last = told[^1];
        return
        [
            new Measurement(Group, "boot_prompt", ulong.Parse(last.Groups["work"].ValueSpan), "instructions") { Aim = MostInstructions },
            new Measurement(Group, "memory_prompt", ulong.Parse(last.Groups["all"].ValueSpan) - ulong.Parse(last.Groups["free"].ValueSpan), "bytes") { Aim = MostBytes },
        ];
    }

    /// <summary>The other end is <c>servers/shell/TerminalSession.cs</c>.</summary>
    [GeneratedRegex(@"shell: terminal [0-9]+ has a prompt, after (?<work>[0-9]{1,19}) ns of work, with (?<free>[0-9]{1,19}) of (?<all>[0-9]{1,19}) bytes free on the first core\s*$")]
    private static partial Regex ReadyPattern();
}
