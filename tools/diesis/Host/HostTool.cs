namespace Diesis.Tools.Host;

/// <summary>What a host tool is needed for. A command asks only for the needs it has.</summary>
[Flags]
internal enum Need
{
    Build = 1,
    Image = 2,
    Run = 4,
    Debug = 8,
    Window = 16,

    /// <summary>For tests: to go through all states of the models in tests/models, and to make and check disks as others do.</summary>
    Check = 32,
}

/// <summary>A program or file that a Debian package brings.</summary>
/// <param name="Name">A command to be found in the path, or the absolute path of a file.</param>
/// <param name="Oldest">The oldest version known to work; of files, none can be asked.</param>
internal sealed record HostTool(string Name, string Package, Version? Oldest, Need Need)
{
    /// <summary>Debian leaves out of the path of ordinary users where some of these tools are.</summary>
    public static void CompletePath() =>
        Environment.SetEnvironmentVariable("PATH", Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin");

    public string? Find() =>
        Name.StartsWith('/') ? (File.Exists(Name) ? Name : null)
        : Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder =>
            Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
}
