namespace Diesis.Tools.Images;

/// <summary>The words of the kernel's command line that the tool itself knows.</summary>
internal static class KernelCommandLine
{
    /// <summary>What comes after so many is cut off: <c>BootInfo.CommandLine</c>.</summary>
    public const int MostBytes = 1024;

    /// <summary>Asks the loader to place the kernel where it was linked, so that debuggers find it.</summary>
    public const string NoRandomAddress = "nokaslr";

    /// <summary>What the folder of the host that the guest may read is called.</summary>
    public const string ShareTag = "share";

    /// <summary>Has the guest mount that folder.</summary>
    public const string MountShare = $"mount=9p:{ShareTag}:/share,ro,name=share";

    public static bool ForbidsRandomAddress(string commandLine) => commandLine.Split(' ').Contains(NoRandomAddress);

    public static string Join(params IEnumerable<string> parts) =>
        string.Join(' ', parts.Where(part => part.Length > 0));
}
