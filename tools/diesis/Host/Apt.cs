namespace Diesis.Tools.Host;

/// <summary>Installs Debian packages, if this user may.</summary>
internal static class Apt
{
    private static readonly string[] InstallCommand = ["apt-get", "install", "--yes", "--no-install-recommends"];

    /// <summary>The one line to type for it.</summary>
    public static string CommandFor(IEnumerable<string> packages) =>
        "sudo " + string.Join(' ', InstallCommand.Concat(packages));

    /// <summary>Installs the packages in this terminal. False if this user may not install anything.</summary>
    public static async Task<bool> TryInstall(IReadOnlyList<string> packages, CancellationToken cancel)
    {
        if (!File.Exists("/usr/bin/apt-get") || await Prefix(cancel) is not { } prefix) return false;
        await RunOrFail([.. prefix, "apt-get", "update", "--quiet"], cancel);
        await RunOrFail([.. prefix, .. InstallCommand, "--quiet", .. packages], cancel);
        return true;
    }

    private static async Task RunOrFail(string[] words, CancellationToken cancel)
    {
        var exitCode = await new HostCommand(words[0], words[1..]).RunInTerminal(cancel);
        if (exitCode != 0) throw new ToolFailure($"'{string.Join(' ', words)}' failed with exit code {exitCode}");
    }

    /// <summary>
    /// What to put before a command so that it runs as root; null if nothing does without a password.
    /// </summary>
    private static async Task<string[]?> Prefix(CancellationToken cancel)
    {
        string[] withoutQuestions = ["env", "DEBIAN_FRONTEND=noninteractive"];
        if (Environment.IsPrivilegedProcess) return withoutQuestions;
        if (!File.Exists("/usr/bin/sudo")) return null;
        return (await new HostCommand("sudo", "-n", "true").Run(cancel)).Succeeded
            ? ["sudo", "-n", .. withoutQuestions] : null;
    }
}
