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
    private string Program => Path.Combine(evaluation.PackageRoot,
        "runtime.linux-x64.microsoft.dotnet.ilcompiler", evaluation.IlcVersion, "tools", "ilc");

    /// <summary>Makes an object file of the assembly, unless it is there already.</summary>
    public async Task<string> Generate(Step step, Architecture architecture, ObjectFormat format, string output,
        CancellationToken cancel)
    {
        var arguments = Arguments(architecture, format, output);
        await step.Make(output, $"generate code for {architecture}",
            new Fingerprint().Add(Program).Add(arguments).AddFiles([evaluation.Assembly]), async () =>
            {
                await Run(arguments, cancel);
                // A program that makes objects has places for references in static fields.
                if (!evaluation.HasHeap) await ReferenceStatics.Refuse(output, evaluation.Assembly, cancel);
            }, cancel);
        return output;
    }

    private string[] Arguments(Architecture architecture, ObjectFormat format, string output)
    {
        var name = Path.GetFileNameWithoutExtension(evaluation.Assembly);
        return
        [
            evaluation.Assembly, "-o", output, "--systemmodule", name, .. Kind, "-O", "-g", "--noinlinetls",
            "--targetarch", architecture.IlcName, "--targetos", format == ObjectFormat.Elf ? "linux" : "windows",
            "--generateunmanagedentrypoints", name, "--map", Path.ChangeExtension(output, ".map"),
        ];
    }

    /// <summary>A program begins by code of the compiler's around its Main; all others, where their assembly says.</summary>
    private string[] Kind => evaluation.HasMain ? [] : ["--nativelib"];

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
