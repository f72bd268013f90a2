using System.Collections.Generic;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Checking;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;

namespace Diesis.Shell.Sessions;

/// <summary>Lines that are run one after the other, and what they leave to the next: variables, functions, history.</summary>
public sealed class ShellSession : ISessionServices
{
    /// <summary>What a script costs of what calls may lie within each other: its lines are read and checked on the stack of who calls it.</summary>
    private const int NestedPerScript = 8;

    private readonly ShellMachine _machine;
    private readonly IShellOutput _output;
    private readonly LineCancellation _cancellation;

    /// <summary>What runs is a part of another session's line, which is begun and ended there.</summary>
    private readonly bool _isPart;
    private readonly List<string> _history = [];
    private int _failedStatus;

    public ShellSession(CommandTable commands, IShellOutput output)
    {
        Names = new ShellNames(commands);
        Jobs = new JobTable(commands.Waits);
        _output = output;
        _cancellation = new LineCancellation(commands.Waits);
        _machine = new ShellMachine(this, output, _cancellation);
    }

    /// <summary>A script's.</summary>
    private ShellSession(ISessionServices outer, CommandContext caller, string[] arguments)
    {
        Names = new ShellNames(outer.Names.Commands);
        Jobs = outer.Jobs;
        Arguments = arguments;
        _output = caller.Output;
        _isPart = true;
        _cancellation = caller.Cancellation;
        _machine = new ShellMachine(this, caller.Output, _cancellation, caller.NestedCalls + NestedPerScript);
    }

    public ShellNames Names { get; }
    public IReadOnlyList<string> History => _history;
    public IReadOnlyList<string> Arguments { get; } = [];
    public JobTable Jobs { get; }

    /// <summary>Somebody asked for the end of the session.</summary>
    public bool IsOver { get; private set; }

    /// <summary>With what <see cref="IsOver"/> was asked for.</summary>
    public int ExitStatus { get; private set; }

    public void Exit(int status)
    {
        IsOver = true;
        ExitStatus = status;
        _machine.Stop();
    }

    public void SetFailedStatus(int status) => _failedStatus = status;

    /// <summary>Lines that were typed, the oldest first: for <c>history()</c> and the editor.</summary>
    public void Remember(string line) => _history.Add(line);

    /// <summary>Ends the line that runs, also if it waits for somebody. From any thread.</summary>
    public void Cancel() => _cancellation.Ask();

    /// <summary>Whether more lines may belong to what was typed: a bracket is open, or an operator stands at the end.</summary>
    public static bool IsIncomplete(string text) => Parser.Read(text) is { IsIncomplete: true, Problems.Count: <= 1 };

    /// <summary>Checks a line or script, and runs it if nothing is wrong. What it shows, and problems, go to the output.</summary>
    /// <param name="name">Of the script, for messages; empty for a line.</param>
    public RunStatus Run(string text, string name = "")
    {
        SourceText source = new(name, text);
        CheckedLine line = Checker.Check(source, Names);
        Code? main = line.Problems.Count == 0 ? Compile(line) : null;
        if (main is null)
        {
            foreach (Problem problem in line.Problems) _output.Write(problem.Show(source) + "\n");
            return RunStatus.Wrong;
        }
        _failedStatus = (int)RunStatus.Failed;
        if (!_isPart) _cancellation.Begin();
        RunFailure? failure = _machine.Run(main);
        if (!_isPart) _cancellation.End();
        if (IsOver) return (RunStatus)ExitStatus;
        if (failure is null) return RunStatus.Ok;
        // Of a line that was cancelled it is said once.
        if (!_isPart || !failure.IsCancelled) _output.Write(failure.Show());
        return failure.IsCancelled ? RunStatus.Cancelled : (RunStatus)_failedStatus;
    }

    public int? RunScript(CommandContext caller, string name, string text, string[] arguments) => RunScript(this, caller, name, text, arguments);

    internal static int? RunScript(ISessionServices outer, CommandContext caller, string name, string text, string[] arguments)
    {
        if (caller.NestedCalls + 2 * NestedPerScript > ShellMachine.MostNested) return null;
        return (int)new ShellSession(outer, caller, arguments).Run(text, name);
    }

    /// <summary>Makes code of a line without mistakes, and what it declares known.</summary>
    private Code? Compile(CheckedLine line)
    {
        Code[] functions = new Code[line.Functions.Count];
        for (int i = 0; i < functions.Length; i++) functions[i] = Emitter.Compile(line.Bodies[Names.Codes.Count + i], line.Problems);
        Code main = Emitter.Compile(line.Main, line.Problems);
        if (line.Problems.Count > 0) return null;
        line.Commit(Names, functions);
        return main;
    }

    /// <summary>As <see cref="Run(string, string)"/>, of what is typed in one go: its output as text, for who starts a shell for one line.</summary>
    public static RunStatus Run(CommandTable commands, string text, out string output)
    {
        TextOutput collected = new();
        RunStatus status = new ShellSession(commands, collected).Run(text);
        output = collected.Text;
        return status;
    }
}
