using Diesis.Tools.Host;

namespace Diesis.Tools.Measuring;

/// <summary>
/// Counts the lines that make up the kernel for one architecture: those that are neither blank nor comment.
/// </summary>
internal static class SourceLines
{
    private static readonly (string Folder, SearchOption Depth)[] KernelFolders =
    [
        ("kernel", SearchOption.AllDirectories), ("machine", SearchOption.TopDirectoryOnly),
            ("machine/native", SearchOption.AllDirectories),
        ("machine/x86_64", SearchOption.AllDirectories), ("boot", SearchOption.TopDirectoryOnly),
        ("boot/limine", SearchOption.AllDirectories), ("boot/multiboot2", SearchOption.AllDirectories),
    ];

    /// <summary>The assembly of one architecture, with what it includes.</summary>
    /// <param name="architecture">The name of its folder.</param>
    public static ulong OfAssembly(Repository repository, string architecture) =>
        (ulong)new[] { "machine", "corelib/core/native" }.Select(parent => repository.Source(Path.Combine(parent, architecture)))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder))
            .Where(file => Path.GetExtension(file) is ".S" or ".inc")
            .Sum(file => Count(File.ReadLines(file)));

    public static ulong OfKernel(Repository repository) =>
        (ulong)KernelFolders.Where(folder => Directory.Exists(repository.Source(folder.Folder)))
            .SelectMany(folder => Directory.EnumerateFiles(repository.Source(folder.Folder), "*.cs", folder.Depth))
            .Where(file => !file.EndsWith(".Tests.cs", StringComparison.Ordinal))
            .Sum(file => Count(File.ReadLines(file)));

    /// <summary>
    /// A line belongs to a comment if it begins with one, or lies in one that goes over several lines.
    /// </summary>
    public static int Count(IEnumerable<string> lines)
    {
        var count = 0;
        var isInComment = false;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (isInComment) isInComment = !line.EndsWith("*/", StringComparison.Ordinal);
            else if (line.StartsWith("/*", StringComparison.Ordinal)) isInComment = !line.Contains("*/",
                StringComparison.Ordinal);
            else if (line.Length > 0 && !IsComment(line)) count++;
        }
        return count;
    }

    /// <summary>Of C#, or of assembly.</summary>
    private static bool IsComment(string line) =>
        line.StartsWith("//", StringComparison.Ordinal) || line == "#" || line.StartsWith("# ", StringComparison.Ordinal);
}
