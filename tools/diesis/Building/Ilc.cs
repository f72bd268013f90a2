using Diesis.Tools.Host;
using Diesis.Tools.Lowering;

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
        var lowering = typeof(LoweredCompilation).Assembly.Location;
        await step.Make(output, $"generate code for {architecture}",
            new Fingerprint().Add(Program).Add(arguments).AddFiles([evaluation.Assembly, lowering]), async () =>
            {
                if (evaluation.HasHeap) await RunLowered(arguments, output, cancel);
                else
                {
                    await Run(evaluation.Assembly, arguments, cancel);
                    // A program that makes objects has places for references in static fields.
                    await ReferenceStatics.Refuse(output, evaluation.Assembly, cancel);
                }
            }, cancel);
        return output;
    }

    private string[] Arguments(Architecture architecture, ObjectFormat format, string output)
    {
        var name = Path.GetFileNameWithoutExtension(evaluation.Assembly);
        return
        [
            "-o", output, "--systemmodule", name, .. Kind, "-O", "-g", "--noinlinetls",
            "--targetarch", architecture.IlcName, "--targetos", format == ObjectFormat.Elf ? "linux" : "windows",
            "--generateunmanagedentrypoints", name, "--map", Path.ChangeExtension(output, ".map"),
        ];
    }

    /// <summary>A program begins by code of the compiler's around its Main; all others, where their assembly says.</summary>
    private string[] Kind => evaluation.HasMain ? [] : ["--nativelib"];

    /// <summary>Where there are objects, there are generic methods that they choose.</summary>
    private async Task RunLowered(string[] arguments, string output, CancellationToken cancel)
    {
        try
        {
            // A folder for each object file: architectures are built at the same time.
            await LoweredCompilation.Run(evaluation.Assembly, Path.ChangeExtension(output, null),
                (assembly, further) => Run(assembly, [.. arguments, .. further], cancel));
        }
        catch (LoweringException refused)
        {
            throw new ToolFailure($"the program cannot be compiled: {refused.Message}");
        }
    }

    private async Task Run(string assembly, string[] arguments, CancellationToken cancel)
    {
        var result = await new HostCommand(Program, [assembly, .. arguments]).Run(cancel);
        if (result.Succeeded) return;
        // Without the lines of its own stack.
        var said = result.Output.Split('\n').Where(line => !line.StartsWith("   at ", StringComparison.Ordinal));
        var message = CompilerMessages.Shorten(string.Join('\n', said), repository);
        throw new ToolFailure($"the AOT compiler stopped:\n{message}");
    }
}
