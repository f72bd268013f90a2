using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Commands.General;

/// <summary>What help says of a command.</summary>
[ShellRecord]
public sealed class CommandHelp(string name, string summary)
{
    public string Name => name;
    public string Summary => summary;
}

/// <summary>Commands about the session itself.</summary>
public static class SessionCommands
{
    /// <summary>All commands, and functions of this session.</summary>
    /// <example>help() | where(c =&gt; c.summary.contains("file"))</example>
    [Command("help")]
    public static CommandHelp[] ListCommands(CommandContext context)
    {
        List<CommandHelp> all = [];
        foreach ((string name, List<Command> commands) in context.Session.Names.Commands.Commands) all.Add(new CommandHelp(name, commands[0].Signature.Summary));
        foreach ((string name, var function) in context.Session.Names.Functions) all.Add(new CommandHelp(name, function.Signature.Summary));
        all.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return all.ToArray();
    }

    /// <summary>How a command or function is called, what it does, and an example; the fields of a type of records; the type of a variable.</summary>
    /// <param name="command">its name, as it is or as a text</param>
    /// <example>help(take)</example>
    [Command("help")]
    public static void Describe(CommandContext context, CommandName command)
    {
        Checking.ShellNames names = context.Session.Names;
        StringBuilder text = new();
        if (names.Functions.TryGetValue(command.Name, out var function)) Append(text, function.Signature);
        if (names.Commands.Commands.TryGetValue(command.Name, out List<Command>? commands)) foreach (Command overload in commands) Append(text, overload.Signature);
        if (names.Commands.Records.TryGetValue(command.Name, out var record)) AppendFields(text, record, names);
        if (names.Variables.TryGetValue(command.Name, out var variable)) text.Append(command.Name).Append(": ").Append(variable.Type.ToString()).Append('\n');
        if (text.Length > 0) context.Output.Write(text.ToString());
        else Miss(context, command.Name);
    }

    private static void Miss(CommandContext context, string name)
    {
        SimilarNames similar = new(name);
        foreach (string known in context.Session.Names.Commands.Commands.Keys) similar.Consider(known);
        foreach (string known in context.Session.Names.Functions.Keys) similar.Consider(known);
        context.Fail($"there is no command '{name}'{similar.Question}");
    }

    private static void Append(StringBuilder text, Signature signature)
    {
        text.Append(signature.ToString()).Append('\n');
        if (signature.Summary != "") text.Append("  ").Append(signature.Summary).Append('\n');
        foreach (string parameter in signature.Doc.Parameters) text.Append("    ").Append(parameter).Append('\n');
        if (signature.Doc.Example != "") text.Append("  for example: ").Append(signature.Doc.Example).Append('\n');
    }

    /// <summary>What a record has, and which commands answer with it.</summary>
    private static void AppendFields(StringBuilder text, RecordType record, Checking.ShellNames names)
    {
        foreach (RecordField field in record.Fields) text.Append(field.Name).Append(": ").Append(field.Type.ToString()).Append('\n');
        List<string> sources = [];
        foreach (List<Command> commands in names.Commands.Commands.Values)
            foreach (Command command in commands) if (Inference.ItemOf(command.Signature.Result) == record || command.Signature.Result == record) sources.Add(command.Signature.Name);
        if (sources.Count > 0) text.Append("  from: ").Append(string.Join(", ", sources)).Append('\n');
    }

    /// <summary>The lines that were typed, the oldest first.</summary>
    /// <example>history() | last(3)</example>
    [Command]
    public static string[] History(CommandContext context)
    {
        string[] lines = new string[context.Session.History.Count];
        for (int i = 0; i < lines.Length; i++) lines[i] = context.Session.History[i];
        return lines;
    }

    /// <summary>Ends the session, or the script, with a status.</summary>
    /// <param name="status">0 to 255; 0 says that all went well</param>
    /// <example>exit(1)</example>
    [Command]
    public static void Exit(CommandContext context, long status = 0) => context.Session.Exit((int)Math.Clamp(status, 0, 255));
}
