namespace Diesis.Tools.Building;

/// <summary>A folder of assembly files, and what they are assembled into.</summary>
/// <param name="Target">As clang calls it: it decides the format of the object files.</param>
/// <param name="OutputFolder">Under the folder for everything built.</param>
internal sealed record AssemblySources(string Folder, string Target, string OutputFolder)
{
    public static AssemblySources Kernel(Architecture architecture) =>
        new($"machine/{architecture}", $"{architecture}-unknown-elf", $"assembly/kernel-{architecture}");

    /// <summary>What compiled C# calls by name, in kernel and programs.</summary>
    public static AssemblySources CoreLibrary(Architecture architecture) =>
        new($"corelib/core/native/{architecture}", $"{architecture}-unknown-elf", $"assembly/core-{architecture}");

    /// <summary>What goes with the heap half of the core library.</summary>
    public static AssemblySources Heap(Architecture architecture) =>
        new($"corelib/heap/native/{architecture}", $"{architecture}-unknown-elf", $"assembly/heap-{architecture}");

    /// <summary>Where programs start, and their system calls.</summary>
    public static AssemblySources Library(Architecture architecture) =>
        new($"sdk/library/native/{architecture}", $"{architecture}-unknown-elf", $"assembly/library-{architecture}");

    /// <summary>What programs with a heap know of their own image.</summary>
    public static AssemblySources Runtime(Architecture architecture) =>
        new($"sdk/runtime/native/{architecture}", $"{architecture}-unknown-elf", $"assembly/runtime-{architecture}");

    /// <summary>A program's own, which few have, and that of its harness, if it has one.</summary>
    public static IEnumerable<AssemblySources> Program(UserProgram program, Architecture architecture)
    {
        yield return new($"{program.Project}/native/{architecture}", $"{architecture}-unknown-elf", $"assembly/{program.Assembly}-{architecture}");
        if (program.Harness != "")
            yield return new($"{program.Harness}/native/{architecture}", $"{architecture}-unknown-elf", $"assembly/{Path.GetFileName(program.Harness)}-{architecture}");
    }

    public static AssemblySources Loader(Architecture architecture) =>
        new($"boot/uefi/{architecture}", $"{architecture}-unknown-windows", $"assembly/loader-{architecture}");
}
