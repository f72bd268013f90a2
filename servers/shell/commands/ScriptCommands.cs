using Diesis.Shell.Commands;
using Diesis.Shell.Machine;

namespace Diesis.Servers.Shell.Commands;

/// <summary>Commands about scripts: files of lines.</summary>
public static class ScriptCommands
{
    /// <summary>Runs a file of lines in a session of its own. It is a failure if its status is not 0; that is the line's status then, too.</summary>
    /// <param name="file">its path</param>
    /// <example>run("/disk/backup.dsh")</example>
    [Command]
    public static void Run(CommandContext context, string file) => Run(context, file, []);

    /// <summary>As run(file), with what the script's arguments() are.</summary>
    /// <param name="arguments">texts</param>
    /// <example>run("/disk/backup.dsh", ["/etc", "/disk/etc"])</example>
    [Command]
    public static void Run(CommandContext context, string file, string[] arguments)
    {
        long status = StatusOf(context, file, arguments);
        if (status == 0 || context.IsEnding) return;
        context.Session.SetFailedStatus((int)status);
        context.Fail($"{file} ended with status {status}");
    }

    /// <summary>Runs a file of lines, and says with which status it ended: 0 if all went well, 1 if it failed, 2 if it was wrong and none of it ran, or what it exits with.</summary>
    /// <param name="file">its path</param>
    /// <example>if statusOf("/disk/check.dsh") != 0 { print("not well") }</example>
    [Command]
    public static long StatusOf(CommandContext context, string file) => StatusOf(context, file, []);

    /// <summary>As statusOf(file), with what the script's arguments() are.</summary>
    /// <param name="arguments">texts</param>
    /// <example>statusOf("/disk/check.dsh", ["/etc"])</example>
    [Command]
    public static long StatusOf(CommandContext context, string file, string[] arguments)
    {
        string text = FileCommands.Read(context, file);
        if (context.IsEnding) return 0;
        int? status = context.Session.RunScript(context, file, text, arguments);
        if (status is null) context.Fail("too many scripts run each other");
        return status ?? 0;
    }
}
