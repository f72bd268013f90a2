using System;
using Diesis.Abi;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>
/// A configuration file whose every line has been checked. Texts are parts of the file's content, which must
/// outlive it.
/// </summary>
/// <remarks>
/// Invariants: <see cref="Kernel"/> is a good path; so is that of every module, and reading them cannot fail.
/// </remarks>
public ref struct LoaderConfiguration
{
    /// <summary>Longer files are refused unread.</summary>
    public const int LargestFile = 64 * 1024;

    private ReadOnlySpan<byte> _text;

    public ReadOnlySpan<byte> Kernel { get; private set; }
    public ReadOnlySpan<byte> CommandLine { get; private set; }
    public ScreenResolution Resolution { get; private set; }
    public Randomization Randomization { get; private set; }
    public int ModuleCount { get; private set; }

    /// <summary>The modules in the order of the file.</summary>
    public readonly ModuleRequests Modules => new(_text);

    /// <param name="line">On failure: the line that is wrong, or 0 when it is the file as a whole.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text, out LoaderConfiguration configuration, out int line, out Problem problem)
    {
        configuration = new() { _text = text };
        ConfigurationKeys seen = ConfigurationKeys.None;
        ConfigurationLines lines = new(text);
        while (lines.TryRead(out ConfigurationLine entry, out problem))
        {
            line = entry.Number;
            problem = configuration.Take(entry, ref seen);
            if (!problem.IsNone) return false;
        }
        line = lines.Number;
        if (!problem.IsNone) return false;

        line = 0;
        if ((seen & ConfigurationKeys.Kernel) == 0) problem = Problem.Because("has no line \"kernel = PATH\""u8);
        if (CommandLineOption.HasWord(configuration.CommandLine, "nokaslr"u8)) configuration.Randomization = Randomization.Off;
        return problem.IsNone;
    }

    private Problem Take(ConfigurationLine line, scoped ref ConfigurationKeys seen)
    {
        ConfigurationKeys key = KeyOf(line.Key);
        if (key == ConfigurationKeys.None)
            return Problem.With(line.Key, "is not a key; the keys are kernel, cmdline, module, resolution and kaslr"u8);
        if (key != ConfigurationKeys.Module && (seen & key) != 0) return Problem.With(line.Key, "is given twice"u8);
        seen |= key;
        return key switch
        {
            ConfigurationKeys.Kernel => TakeKernel(line.Value),
            ConfigurationKeys.Module => TakeModule(line.Value),
            ConfigurationKeys.Resolution => TakeResolution(line.Value),
            ConfigurationKeys.Randomization => TakeRandomization(line.Value),
            _ => TakeCommandLine(line.Value),
        };
    }

    private Problem TakeKernel(ReadOnlySpan<byte> value)
    {
        Kernel = value;
        return BootPath.Check(value);
    }

    private Problem TakeCommandLine(ReadOnlySpan<byte> value)
    {
        CommandLine = value;
        return Problem.None;
    }

    private Problem TakeModule(ReadOnlySpan<byte> value)
    {
        ModuleCount++;
        _ = ModuleRequest.TryParse(value, out _, out Problem problem);
        return problem;
    }

    private Problem TakeResolution(ReadOnlySpan<byte> value)
    {
        if (!ScreenResolution.TryParse(value, out ScreenResolution resolution))
            return Problem.With(value, "is neither \"best\" nor a size such as 1280x800"u8);
        Resolution = resolution;
        return Problem.None;
    }

    private Problem TakeRandomization(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("no"u8)) Randomization = Randomization.Off;
        else if (!value.SequenceEqual("yes"u8)) return Problem.With(value, "is neither \"yes\" nor \"no\""u8);
        return Problem.None;
    }

    private static ConfigurationKeys KeyOf(ReadOnlySpan<byte> key)
    {
        if (key.SequenceEqual("kernel"u8)) return ConfigurationKeys.Kernel;
        if (key.SequenceEqual("cmdline"u8)) return ConfigurationKeys.CommandLine;
        if (key.SequenceEqual("module"u8)) return ConfigurationKeys.Module;
        if (key.SequenceEqual("resolution"u8)) return ConfigurationKeys.Resolution;
        if (key.SequenceEqual("kaslr"u8)) return ConfigurationKeys.Randomization;
        return ConfigurationKeys.None;
    }
}
