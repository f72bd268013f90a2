using System;
using System.Collections.Generic;
using System.Text;
using Diesis.Shell.Machine;

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
    /// <summary>All commands.</summary>
    [Command("help")]
    public static CommandHelp[] ListCommands(CommandContext context)
    {
        List<CommandHelp> all = [];
        foreach ((string name, List<Command> commands) in context.Session.Names.Commands.Commands) all.Add(new CommandHelp(name, commands[0].Signature.Summary));
        foreach ((string name, var function) in context.Session.Names.Functions) all.Add(new CommandHelp(name, function.Signature.Summary));
        all.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return all.ToArray();
    }

    /// <summary>How a command is called, and what it does.</summary>
    [Command("help")]
    public static void Describe(CommandContext context, string command)
    {
        StringBuilder text = new();
        if (context.Session.Names.Functions.TryGetValue(command, out var function)) Append(text, function.Signature);
        if (context.Session.Names.Commands.Commands.TryGetValue(command, out List<Command>? commands))
            foreach (Command overload in commands) Append(text, overload.Signature);
        if (context.Session.Names.Commands.Records.TryGetValue(command, out var record))
            foreach (var field in record.Fields) text.Append(field.Name).Append(": ").Append(field.Type.ToString()).Append('\n');
        if (text.Length > 0) context.Output.Write(text.ToString());
        else context.Fail($"there is no command '{command}'");
    }

    private static void Append(StringBuilder text, Types.Signature signature)
    {
        text.Append(signature.ToString()).Append('\n');
        if (signature.Summary != "") text.Append("  ").Append(signature.Summary).Append('\n');
    }

    /// <summary>The lines that were typed, the oldest first.</summary>
    [Command]
    public static string[] History(CommandContext context)
    {
        string[] lines = new string[context.Session.History.Count];
        for (int i = 0; i < lines.Length; i++) lines[i] = context.Session.History[i];
        return lines;
    }

    /// <summary>Ends the session, with a status.</summary>
    [Command]
    public static void Exit(CommandContext context, long status = 0) => context.Session.Exit((int)Math.Clamp(status, 0, 255));
}
