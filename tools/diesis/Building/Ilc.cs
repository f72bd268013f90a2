using Diesis.Tools.Host;

namespace Diesis.Tools.Building;

/// <summary>The kind of object file that the AOT compiler writes.</summary>
internal enum ObjectFormat
{
    Elf,
    Coff,
}

/// <summary>The AOT compiler of .NET, which turns an assembly into an object file.</summary>
internal sealed class Ilc(Repository repository, Evaluation evaluation)
{
    /// <summary>The program makes objects, and so has places for references in static fields.</summary>
    public bool HasHeap { get; init; }

    private string Program => Path.Combine(evaluation.PackageRoot,
        "runtime.linux-x64.microsoft.dotnet.ilcompiler", evaluation.IlcVersion, "tools", "ilc");

    /// <summary>Makes an object file of the assembly, unless it is there already.</summary>
    public async Task<string> Generate(Step step, Architecture architecture, ObjectFormat format, string output,
        CancellationToken cancel)
    {
        var arguments = Arguments(evaluation.Assembly, architecture, format, output);
        await step.Make(output, $"generate code for {architecture}",
            new Fingerprint().Add(Program).Add(arguments).AddFiles([evaluation.Assembly]), async () =>
            {
                await Run(arguments, cancel);
                if (!HasHeap) await ReferenceStatics.Refuse(output, evaluation.Assembly, cancel);
            }, cancel);
        return output;
    }

    public static string[] Arguments(string assembly, Architecture architecture, ObjectFormat format, string output)
    {
        var name = Path.GetFileNameWithoutExtension(assembly);
        return
        [
            assembly, "-o", output, "--systemmodule", name, "--nativelib", "-O", "-g",
            "--targetarch", architecture.IlcName, "--targetos", format == ObjectFormat.Elf ? "linux" : "windows",
            "--generateunmanagedentrypoints", name, "--map", Path.ChangeExtension(output, ".map"),
        ];
    }

    private async Task Run(string[] arguments, CancellationToken cancel)
    {
        var result = await new HostCommand(Program, arguments).Run(cancel);
        if (result.Succeeded) return;
        // Without the lines of its own stack.
        var said = result.Output.Split('\n').Where(line => !line.StartsWith("   at ", StringComparison.Ordinal));
        var message = CompilerMessages.Shorten(string.Join('\n', said), repository);
        throw new ToolFailure($"the AOT compiler stopped:\n{message}");
    }
}
