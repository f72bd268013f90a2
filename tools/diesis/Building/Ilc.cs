using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>The kind of object file that the AOT compiler writes.</summary>
enum ObjectFormat
{
    Elf,
    Coff,
}

/// <summary>The AOT compiler of .NET, which turns an assembly into an object file.</summary>
sealed class Ilc(Repository repository, Evaluation evaluation)
{
    string Folder => Path.Combine(evaluation.PackageRoot, "runtime.linux-x64.microsoft.dotnet.ilcompiler", evaluation.IlcVersion, "tools");

    public string[] Arguments(Architecture architecture, ObjectFormat format, string output)
    {
        var assembly = evaluation.Assembly;
        var name = Path.GetFileNameWithoutExtension(assembly);
        return
        [
            assembly, "-o", output, "--systemmodule", name, "--nativelib", "-O", "-g",
            "--targetarch", architecture.IlcName, "--targetos", format == ObjectFormat.Elf ? "linux" : "windows",
            "--generateunmanagedentrypoints", name, "--map", Path.ChangeExtension(output, ".map"),
        ];
    }

    public async Task Run(Architecture architecture, ObjectFormat format, string output, CancellationToken cancel)
    {
        var backEnd = format == ObjectFormat.Coff && architecture == Architecture.X86_64 ? "libclrjit_win_x64_x64.so" : architecture.IlcBackEnd;
        if (!File.Exists(Path.Combine(Folder, backEnd))) throw new ToolFailure($"the AOT compiler has no back end {backEnd} in {Folder}");
        var result = await new HostCommand(Path.Combine(Folder, "ilc"), Arguments(architecture, format, output)).Run(cancel);
        if (!result.Succeeded) throw new ToolFailure($"the AOT compiler stopped:\n{CompilerMessages.Shorten(result.Output, repository)}");
    }
}
