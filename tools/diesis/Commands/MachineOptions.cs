using System.CommandLine;
using System.CommandLine.Parsing;
using Diesis.Tools.Building;
using Diesis.Tools.Emulation;
using Diesis.Tools.Images;

namespace Diesis.Tools.Commands;

/// <summary>The options that more than one command has.</summary>
internal static class MachineOptions
{
    public static Option<Architecture> Arch() => new("--arch", "-a")
    {
        Description = "Processor architecture: x86_64 or aarch64",
        HelpName = "x86_64|aarch64",
        DefaultValueFactory = _ => Architecture.X86_64,
        CustomParser = result => ParseArchitecture(result),
    };

    public static Option<string> OneOrAllArchitectures() => new Option<string>("--arch", "-a")
    {
        Description = "Processor architecture",
        DefaultValueFactory = _ => "all",
    }.AcceptOnlyFromAmong([.. Architecture.All.Select(one => one.Name), "all"]);

    /// <summary>What was chosen with <see cref="OneOrAllArchitectures"/>.</summary>
    public static IEnumerable<Architecture> Selected(string name) =>
        Architecture.All.Where(one => name == "all" || name == one.Name);

    public static Option<Firmware?> Firmware() => new("--firmware", "-f")
    {
        Description = "Firmware of the machine: uefi or bios [default: uefi]",
        HelpName = "uefi|bios",
    };

    public static Option<Loader?> Loader() => new("--loader", "-l")
    {
        Description = "What loads the kernel: diesis, grub, or limine:PATH with a folder that holds Limine's binaries",
        HelpName = "diesis|grub|limine:PATH",
        CustomParser = result => ParseLoader(result),
    };

    public static Option<int> Processors()
    {
        var option = new Option<int>("--smp", "-s")
        {
            Description = "Number of processor cores",
            HelpName = "N",
            DefaultValueFactory = _ => 2,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 255) result.AddError("--smp takes 1 to 255 cores");
        });
        return option;
    }

    public static Option<string> Memory() => new("--memory", "-m")
    {
        Description = "Memory of the machine",
        HelpName = "SIZE",
        DefaultValueFactory = _ => "512M",
    };

    /// <summary>As many times as there are disks.</summary>
    public static Option<string[]> Disks()
    {
        var option = new Option<string[]>("--disk")
        {
            Description = "An image that the machine has as a disk besides what it boots from, and writes to; may be said several times",
            HelpName = "FILE",
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            foreach (var file in result.Tokens.Select(token => token.Value).Where(file => !File.Exists(file))) result.AddError($"there is no image '{file}'");
        });
        return option;
    }

    public static Option<string?> Share()
    {
        var option = new Option<string?>("--share")
        {
            Description = "A folder of this machine that the guest may read, as /share",
            HelpName = "FOLDER",
        };
        option.Validators.Add(result =>
        {
            foreach (var folder in result.Tokens.Select(token => token.Value).Where(folder => !Directory.Exists(folder)))
                result.AddError(File.Exists(folder) ? $"'{folder}' is a file; --share takes a folder" : $"there is no folder '{folder}'");
        });
        return option;
    }

    public static Option<string> CommandLine() => new("--cmdline", "-c")
    {
        Description = "The kernel's command line",
        HelpName = "TEXT",
        DefaultValueFactory = _ => "",
    };

    private static Architecture ParseArchitecture(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Architecture.All.FirstOrDefault(architecture => architecture.Name == text) is { } found) return found;
        result.AddError($"'{text}' is not an architecture; there are: {string.Join(", ", Architecture.All)}");
        return Architecture.X86_64;
    }

    private static Loader? ParseLoader(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (Images.Loader.Parse(text) is { } loader) return loader;
        result.AddError($"'{text}' is not a loader; there are: diesis, grub, and limine:PATH");
        return null;
    }
}
